#include "tests/harness/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace latchkey::harness {
namespace {

[[noreturn]] void fail(const std::string& name, const std::string& what) {
  throw std::runtime_error(name + ": " + what);
}

std::vector<std::string> joined_environment(const std::map<std::string, std::string>& added) {
  std::vector<std::string> all;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (!added.contains(text.substr(0, text.find('=')))) all.push_back(text);
  }
  for (const auto& [name, value] : added) all.push_back(name + "=" + value);
  return all;
}

std::vector<char*> null_terminated(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

bool readable_within(int descriptor, std::chrono::milliseconds within) {
  pollfd entry{descriptor, POLLIN, 0};
  return poll(&entry, 1, static_cast<int>(within.count())) > 0;
}

}  // namespace

ChildProcess::ChildProcess(std::vector<std::string> command,
                           std::map<std::string, std::string> environment)
    : name_(command.front()) {
  // setpriv replaces itself by the command: the id stays the same.
  command.insert(command.begin(), {"setpriv", "--pdeathsig", "TERM", "--"});
  std::vector<std::string> variables = joined_environment(environment);
  std::vector<char*> arguments = null_terminated(command);
  std::vector<char*> variable_pointers = null_terminated(variables);

  std::array<int, 2> pipe_ends{};
  if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) fail(name_, "no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
  const int error = posix_spawnp(&pid_, arguments[0], &actions, nullptr, arguments.data(),
                                 variable_pointers.data());
  posix_spawn_file_actions_destroy(&actions);
  close(pipe_ends[1]);
  output_ = pipe_ends[0];
  if (error != 0) {
    close(output_);
    fail(name_, std::generic_category().message(error));
  }
  pid_descriptor_ = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
}

ChildProcess::~ChildProcess() {
  if (!status_) {
    send_signal(SIGTERM);
    if (!ends_within(std::chrono::seconds{20})) {
      send_signal(SIGKILL);
      ends_within(std::chrono::seconds{20});
    }
  }
  close(pid_descriptor_);
  close(output_);
}

std::string ChildProcess::wait_for_line(const std::string& prefix) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{60};
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    const auto line = next_line(std::max(left, std::chrono::milliseconds{0}));
    if (!line) fail(name_, "ended without saying \"" + prefix + "\"");
    if (line->starts_with(prefix)) return *line;
  }
}

std::optional<std::string> ChildProcess::next_line(std::chrono::milliseconds within) {
  while (true) {
    if (const auto end = unread_.find('\n'); end != std::string::npos) {
      std::string line = unread_.substr(0, end);
      unread_.erase(0, end + 1);
      return line;
    }
    if (!readable_within(output_, within)) fail(name_, "printed no line in time");
    std::array<char, 4096> chunk{};
    const auto count = read(output_, chunk.data(), chunk.size());
    if (count > 0) {
      unread_.append(chunk.data(), static_cast<std::size_t>(count));
    } else if (unread_.empty()) {
      return std::nullopt;
    } else {
      return std::exchange(unread_, {});
    }
  }
}

void ChildProcess::send_signal(int number) const {
  if (!status_) kill(pid_, number);
}

bool ChildProcess::has_ended() {
  return ends_within(std::chrono::milliseconds{0});
}

int ChildProcess::wait(std::chrono::milliseconds within) {
  if (!ends_within(within)) fail(name_, "did not end in time");
  return *status_;
}

bool ChildProcess::ends_within(std::chrono::milliseconds within) {
  if (status_) return true;
  if (!readable_within(pid_descriptor_, within)) return false;
  int status = 0;
  waitpid(pid_, &status, 0);
  status_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return true;
}

}  // namespace latchkey::harness
