// A plan of Mailgun's that keeps its logs for some days only: nothing is concluded from lines that
// the log no longer has.
#include "core/base/time.hpp"
#include "tests/harness/temporary_directory.hpp"
#include "tests/scenarios/sandbox_process.hpp"
#include "tests/scenarios/terminal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace latchkey::scenarios {
namespace {

using testing::HasSubstr;

struct LogRetention : testing::Test {
  /// The demo's configuration for this plan.
  std::filesystem::path config(const std::string& retention) {
    auto file = write_demo_config(directory.path(), process.url());
    std::ifstream in{file};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    const std::string section = "[mailgun]\n";
    text.replace(text.find(section), section.size(),
                 section + "log_retention = \"" + retention + "\"\n");
    std::ofstream{file} << text;
    return file;
  }

  harness::TemporaryDirectory directory;
  SandboxProcess process{demo_workspace()};
};

TEST_F(LogRetention, IsAsFarBackAsAnAnswerReachesAndSpeaks) {
  const auto answer = diagnose_in_terminal(config("5d"), "priya.nair@lotus.example");
  EXPECT_EQ(answer.exit_status, 0) << "all that the log has was read";
  EXPECT_EQ(answer.cause(), "reset_not_requested") << answer.summary();
  EXPECT_EQ(answer.confidence(), "likely");
  EXPECT_THAT(answer.summary(), HasSubstr("in the last 5 days"));
  const auto& window = answer.diagnosis.at("window");
  const auto from = parse_time(window.at("from").get<std::string>());
  const auto to = parse_time(window.at("to").get<std::string>());
  ASSERT_TRUE(from && to);
  EXPECT_EQ(*to - *from, std::chrono::days{5});
}

}  // namespace
}  // namespace latchkey::scenarios
