// Whatever a test was about, and whichever program it played with: nothing that `latchkey run`
// logged in the whole run of the suite names a customer or a token.
#include "tests/harness/child_process.hpp"
#include "tests/scenarios/log_privacy.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace latchkey::scenarios {
namespace {

/// File by file.
std::vector<std::string> kept_logs() {
  std::vector<std::string> logs;
  if (!std::filesystem::is_directory(LATCHKEY_KEPT_LOGS)) return logs;
  for (const auto& entry : std::filesystem::directory_iterator{LATCHKEY_KEPT_LOGS}) {
    std::ifstream file{entry.path()};
    logs.emplace_back(std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{});
  }
  return logs;
}

// Else the test below would look at nothing, and find nothing.
TEST(AllLogs, AreKept) {
  const std::string nowhere = "/nonexistent/" + std::to_string(getpid());
  harness::ChildProcess program{
      {"sh", "-c", "exec '" LATCHKEY_BIN "' run --config " + nowhere + " 2>&1"}};
  // Its output ends when the copy is complete.
  while (program.next_line(std::chrono::seconds{30})) {
  }
  EXPECT_EQ(program.wait(std::chrono::seconds{30}), 2);
  bool kept = false;
  for (const auto& log : kept_logs()) kept = kept || log.find(nowhere) != std::string::npos;
  EXPECT_TRUE(kept) << "what latchkey run says is not in " LATCHKEY_KEPT_LOGS;
}

TEST(AllLogs, HoldNoAddressAndNoToken) {
  for (const auto& log : kept_logs()) {
    for (const auto& part : private_parts(log)) {
      ADD_FAILURE() << part << " is in this log:\n" << log.substr(0, 10'000);
    }
  }
}

}  // namespace
}  // namespace latchkey::scenarios
