#pragma once
#include "deploy/sandbox/http_message.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>

namespace latchkey::sandbox {

/// How a system is to misbehave for its next answers.
struct Fault {
  int status = 0;  ///< 0: the true answer, only later
  std::chrono::milliseconds delay{0};
  std::string body;
  int count = 1;  ///< answers that it holds for
  int every = 1;  ///< only each so-manieth answer is one of them
  int asked = 0;  ///< answers so far
};

/// Faults that a test asked for, by system: mailgun, gitlab, portal or slack.
class Faults {
 public:
  static bool is_system(const std::string& name);
  void set(const std::string& system, Fault fault) { faults_[system] = std::move(fault); }
  /// Uses up one count; none where the system is to behave.
  std::optional<Fault> take(const std::string& system);

 private:
  std::map<std::string, Fault> faults_;
};

}  // namespace latchkey::sandbox
