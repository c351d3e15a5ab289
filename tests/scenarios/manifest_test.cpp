// The team's workspace grants the app what its manifest asks for, and nothing else: a scope or an
// event that the manifest forgets would otherwise be missed by whoever installs it, and by no test.
#include "tests/scenarios/stage.hpp"
#include "tests/scenarios/terminal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace latchkey::scenarios {
namespace {

/// The list below this key of the manifest: "commands" of "      - commands  # /diagnose".
std::vector<std::string> list_of(const std::string& manifest, const std::string& key) {
  std::vector<std::string> names;
  std::istringstream lines{manifest.substr(manifest.find(" " + key + ":\n") + key.size() + 3)};
  for (std::string dash, name, rest; lines >> dash >> name && dash == "-";) {
    names.push_back(name);
    std::getline(lines, rest);
  }
  return names;
}

TEST(SmallWorkspace, GrantsWhatTheManifestAsksForAndNothingElse) {
  const Stage stage;
  const auto said = say_in_terminal(stage.config(), {"manifest"});
  ASSERT_EQ(said.exit_status, 0) << said.text;
  const auto app = nlohmann::json::parse(std::ifstream{small_workspace()}).at("app");
  const auto granted = [&](const char* what) {
    return app.at(what).get<std::vector<std::string>>();
  };
  EXPECT_THAT(list_of(said.text, "bot"), testing::UnorderedElementsAreArray(granted("scopes")));
  EXPECT_THAT(list_of(said.text, "bot_events"),
              testing::UnorderedElementsAreArray(granted("events")));
}

}  // namespace
}  // namespace latchkey::scenarios
