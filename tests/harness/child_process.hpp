#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace latchkey::harness {

/// A program that a test starts and that ends with it: SIGTERM on destruction, SIGKILL where that
/// does not help, always by its own id. The kernel ends it, too, where the test program is killed,
/// or the thread ends that started it.
class ChildProcess {
 public:
  /// Starts `command` (looked up in PATH) with `environment` added to ours; its standard output is
  /// read line by line, its standard error is ours. Throws std::runtime_error.
  explicit ChildProcess(std::vector<std::string> command,
                        std::map<std::string, std::string> environment = {});
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  [[nodiscard]] int pid() const { return pid_; }

  /// Waits for a line that starts with `prefix`, skipping others, and returns it. Throws where the
  /// program ends, or 60 s pass, before it says so: Rails on a busy machine takes ten.
  std::string wait_for_line(const std::string& prefix);

  /// Its next line without the line end; nothing after its last one. Throws after `within`.
  std::optional<std::string> next_line(std::chrono::milliseconds within);

  void send_signal(int number) const;

  [[nodiscard]] bool has_ended();

  /// Waits until it ended and returns its exit status, 128 and the number for a signal, as a shell
  /// does. Throws after `within`.
  int wait(std::chrono::milliseconds within);

 private:
  bool ends_within(std::chrono::milliseconds within);

  std::string name_;
  int pid_ = -1;
  int pid_descriptor_ = -1;
  int output_ = -1;
  std::string unread_;
  std::optional<int> status_;
};

}  // namespace latchkey::harness
