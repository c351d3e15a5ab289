#pragma once

#include "tests/harness/child_process.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace latchkey::scenarios {

/// latchkey-sandbox as a process of its own, on a port that nobody else has.
class SandboxProcess {
 public:
  /// `options` as on its command line. Throws std::runtime_error.
  explicit SandboxProcess(const std::filesystem::path& workspace,
                          std::vector<std::string> options = {});

  /// "http://127.0.0.1:PORT", no slash at its end.
  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] unsigned short port() const;

 private:
  harness::ChildProcess process_;
  std::string url_;
};

/// workspace.json beside this file.
std::filesystem::path small_workspace();
/// The scenario that a sandbox has without --scenario: the demo's.
std::filesystem::path demo_workspace();

}  // namespace latchkey::scenarios
