#pragma once

#include <stdexcept>
#include <string>

namespace latchkey {

/// The program cannot start: the sentence for the operator, and the contract's exit code.
class StartError : public std::runtime_error {
 public:
  StartError(int exit_code, const std::string& sentence)
      : std::runtime_error(sentence), exit_code_(exit_code) {}
  [[nodiscard]] int exit_code() const { return exit_code_; }

 private:
  int exit_code_;
};

}  // namespace latchkey
