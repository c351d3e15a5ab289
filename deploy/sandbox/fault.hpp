#pragma once
#include <chrono>
#include <limits>
#include <string>

namespace latchkey::sandbox {

/// How one system is to misbehave for its next answers.
struct Fault {
  std::string system = {};   ///< mailgun, gitlab, portal or slack
  std::string address = {};  ///< only where this address is asked about; empty: always
  int status = 0;            ///< 0: the true answer, only later
  std::chrono::milliseconds delay{0};
  std::string body = {};
  int count = 1;  ///< answers that it holds for
  int every = 1;  ///< only each so-manieth answer is one of them
  int asked = 0;  ///< answers so far
};

/// The count of a fault that stands for good.
inline constexpr int k_for_good = std::numeric_limits<int>::max();

}  // namespace latchkey::sandbox
