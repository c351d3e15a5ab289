// "People to try" of the sandbox, with the demo's own configuration: each gets the answer that the
// page promises, however long the sandbox has been running.
#include "tests/harness/temporary_directory.hpp"
#include "tests/scenarios/sandbox.hpp"
#include "tests/scenarios/sandbox_process.hpp"
#include "tests/scenarios/terminal.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <regex>

namespace latchkey::scenarios {
namespace {

using namespace std::chrono_literals;

/// The seconds of a time of the scenario, such as "-1d2m" or "+15m"; nothing: `text` is no time.
std::optional<std::chrono::seconds> seconds_of(const std::string& text) {
  static const std::regex time{R"([-+](\d+[dhms])+)"}, part{R"((\d+)([dhms]))"};
  if (!std::regex_match(text, time)) return {};
  std::chrono::seconds sum{0};
  for (std::sregex_iterator it{text.begin(), text.end(), part}, end; it != end; ++it) {
    const std::chrono::seconds unit = (*it)[2] == "d"   ? 24h
                                      : (*it)[2] == "h" ? 1h
                                      : (*it)[2] == "m" ? 1min
                                                        : 1s;
    sum += std::stol((*it)[1]) * unit;
  }
  return text[0] == '-' ? -sum : sum;
}

/// Makes the scenario what it is to a sandbox that was started so long ago.
void set_back(Json& scenario, std::chrono::seconds age) {
  if (scenario.is_structured()) {
    for (auto& part : scenario) set_back(part, age);
  } else if (scenario.is_string()) {
    const auto at = seconds_of(scenario.get<std::string>());
    if (!at) return;
    const auto then = *at - age;
    const auto whole = std::chrono::duration_cast<std::chrono::hours>(std::chrono::abs(then));
    scenario = (then < 0s ? "-" : "+") + std::to_string(whole.count()) + "h" +
               std::to_string((std::chrono::abs(then) - whole).count()) + "s";
  }
}

struct PeopleToTry : testing::TestWithParam<std::chrono::hours> {};

TEST_P(PeopleToTry, GetTheCauseThatThePagePromises) {
  const harness::TemporaryDirectory directory;
  auto scenario = Json::parse(std::ifstream{demo_workspace()});
  set_back(scenario, GetParam());
  const auto workspace = directory.path() / "workspace.json";
  std::ofstream{workspace} << scenario;
  const SandboxProcess process{workspace};
  const auto config = write_demo_config(directory.path(), process.url());
  Sandbox sandbox{process.url()};
  const Json state = sandbox.get("/sandbox/state");
  ASSERT_FALSE(state.at("people").empty());
  for (const Json& person : state.at("people")) {
    const auto answer = diagnose_in_terminal(config, person.at("email"));
    EXPECT_EQ(answer.cause(), person.at("cause").get<std::string>()) << person << "\n"
                                                                     << answer.summary();
  }
}

INSTANTIATE_TEST_SUITE_P(, PeopleToTry, testing::Values(0h, 1h, 12h, 72h), [](const auto& tested) {
  return std::to_string(tested.param.count()) + "HoursAfterTheStart";
});

}  // namespace
}  // namespace latchkey::scenarios
