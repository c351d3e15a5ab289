#include "tests/architecture/include_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace latchkey::architecture {
namespace {

namespace fs = std::filesystem;

const fs::path k_root = fs::canonical(fs::path{LATCHKEY_TESTS_DIR} / ".." / "..");

std::string read(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// Every C++ file of the program, from the root.
std::vector<std::string> sources() {
  std::vector<std::string> found;
  for (const auto* folder : {"core", "adapters", "bot", "deploy"}) {
    for (const auto& entry : fs::recursive_directory_iterator{k_root / folder}) {
      const auto extension = entry.path().extension();
      if (extension == ".hpp" || extension == ".cpp") {
        found.push_back(fs::relative(entry.path(), k_root).string());
      }
    }
  }
  return found;
}

bool allowed(const char* file, const char* path) {
  return !objection(file, {path, true});
}
bool library_allowed(const char* file, const char* path) {
  return !objection(file, {path, false});
}

TEST(Architecture, EveryIncludeFollowsTheArrows) {
  const auto files = sources();
  ASSERT_GT(files.size(), 50U) << "not the project's root: " << k_root;
  for (const auto& file : files) {
    for (const auto& include : includes_of(read(k_root / file))) {
      const auto why = objection(file, include);
      EXPECT_FALSE(why) << file << ": " << include.path << " " << why.value_or("");
    }
  }
}

TEST(Architecture, EveryHeaderIsReadOnce) {
  for (const auto& file : sources()) {
    if (!file.ends_with(".hpp")) continue;
    EXPECT_NE(read(k_root / file).find("#pragma once"), std::string::npos) << file;
  }
}

TEST(IncludesOf, FindsEveryIncludeLine) {
  std::vector<std::string> found;
  for (const auto& [path, quoted] : includes_of("#pragma once\n"
                                                "#include \"core/base/time.hpp\"\n"
                                                "  #  include <string>  // why\n"
                                                "// #include <no>\n"
                                                "text = \"#include <no>\";\n")) {
    found.push_back(path + (quoted ? " quoted" : ""));
  }
  EXPECT_THAT(found, testing::ElementsAre("core/base/time.hpp quoted", "string"));
}

TEST(IncludeRules, CoreReachesNothingOutsideOfIt) {
  EXPECT_TRUE(allowed("core/diagnosis/a.cpp", "core/ports/mail_log.hpp"));
  EXPECT_FALSE(allowed("core/diagnosis/a.cpp", "adapters/http/http_client.hpp"));
  EXPECT_FALSE(allowed("core/base/a.cpp", "core/diagnosis/account.hpp"));
}

TEST(IncludeRules, ChecksDoNotAskAnybody) {
  EXPECT_TRUE(allowed("core/checks/a.cpp", "core/diagnosis/evidence.hpp"));
  EXPECT_FALSE(allowed("core/checks/a.cpp", "core/ports/mail_log.hpp"));
}

TEST(IncludeRules, CoreKnowsFewLibraries) {
  EXPECT_TRUE(library_allowed("core/checks/a.cpp", "string"));
  EXPECT_TRUE(library_allowed("core/base/expected.hpp", "boost/system/result.hpp"));
  EXPECT_FALSE(library_allowed("core/checks/a.cpp", "nlohmann/json.hpp"));
  EXPECT_FALSE(library_allowed("core/checks/a.cpp", "unistd.h"));
  EXPECT_TRUE(library_allowed("core/base/time.cpp", "date/date.h"));
  EXPECT_FALSE(library_allowed("core/diagnosis/timeline.cpp", "date/date.h"));
}

TEST(IncludeRules, OnlyWhatWaitsKnowsAsio) {
  EXPECT_TRUE(library_allowed("core/ports/mail_log.hpp", "boost/asio/awaitable.hpp"));
  EXPECT_TRUE(library_allowed("core/diagnosis/investigation.cpp", "boost/asio/steady_timer.hpp"));
  EXPECT_FALSE(library_allowed("core/checks/a.cpp", "boost/asio/awaitable.hpp"));
  EXPECT_FALSE(library_allowed("core/diagnosis/timeline.cpp", "boost/asio/awaitable.hpp"));
}

TEST(IncludeRules, AdaptersDoNotReachEachOther) {
  EXPECT_TRUE(allowed("adapters/slack/a.cpp", "adapters/slack/b.hpp"));
  EXPECT_TRUE(allowed("adapters/slack/a.cpp", "adapters/http/http_client.hpp"));
  EXPECT_TRUE(allowed("adapters/slack/a.cpp", "core/ports/mail_log.hpp"));
  EXPECT_FALSE(allowed("adapters/slack/a.cpp", "adapters/mailgun/mailgun.hpp"));
  EXPECT_FALSE(allowed("adapters/slack/a.cpp", "bot/config/config.hpp"));
}

TEST(IncludeRules, TheSandboxSharesNothing) {
  EXPECT_TRUE(allowed("deploy/sandbox/a.cpp", "deploy/sandbox/b.hpp"));
  EXPECT_FALSE(allowed("deploy/sandbox/a.cpp", "core/base/time.hpp"));
  EXPECT_FALSE(allowed("deploy/sandbox/a.cpp", "adapters/http/http_client.hpp"));
}

TEST(IncludeRules, TheProgramDoesNotReachItsTests) {
  EXPECT_TRUE(allowed("bot/main.cpp", "adapters/slack/slack.hpp"));
  EXPECT_FALSE(allowed("bot/main.cpp", "tests/doubles/await.hpp"));
}

TEST(IncludeRules, WantOurIncludesSpelledFromTheRoot) {
  EXPECT_FALSE(allowed("core/checks/a.cpp", "a.hpp"));
  EXPECT_FALSE(allowed("core/checks/a.cpp", "../diagnosis/finding.hpp"));
  EXPECT_FALSE(library_allowed("bot/main.cpp", "core/base/time.hpp"));
}

}  // namespace
}  // namespace latchkey::architecture
