// "People to try" of the sandbox, with the demo's own configuration: each gets the answer that the
// page promises.
#include "tests/harness/temporary_directory.hpp"
#include "tests/scenarios/sandbox.hpp"
#include "tests/scenarios/sandbox_process.hpp"
#include "tests/scenarios/terminal.hpp"

#include <gtest/gtest.h>

namespace latchkey::scenarios {
namespace {

TEST(PeopleToTry, GetTheCauseThatThePagePromises) {
  const harness::TemporaryDirectory directory;
  const SandboxProcess process{demo_workspace()};
  const auto config = write_demo_config(directory.path(), process.url());
  Sandbox sandbox{process.url()};
  const Json state = sandbox.get("/sandbox/state");
  for (const Json& person : state.at("people")) {
    const auto answer = diagnose_in_terminal(config, person.at("email"));
    EXPECT_EQ(answer.cause(), person.at("cause").get<std::string>()) << person << "\n"
                                                                     << answer.summary();
  }
}

}  // namespace
}  // namespace latchkey::scenarios
