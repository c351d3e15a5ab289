// Where two things are wrong at once: which one is the conclusion, and that it names the other,
// too. In the terminal only: what the chat makes of a conclusion, every_cause_test.cpp shows.
#include "tests/scenarios/two_causes.hpp"
#include "tests/harness/temporary_directory.hpp"
#include "tests/scenarios/sandbox_process.hpp"
#include "tests/scenarios/terminal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace latchkey::scenarios {
namespace {

using nlohmann::json;

/// What a conclusion says of each cause, whatever its other words.
const std::map<std::string, std::string> k_words = {
    {"account_blocked", "blocked"},
    {"login_not_activated", "activated"},
    {"signs_in_through_provider", "signs in through"},
    {"mail_suppressed", "held back"},
    {"mail_blocked", "our sending address"},
    {"mail_bounced", "bounced"},
    {"mail_rejected", "refused"},
    {"mail_delayed", "delayed"},
    {"account_unconfirmed", "never confirmed"},
    {"email_change_unconfirmed", "confirm"},
    {"account_locked", "locked"},
    {"reset_requested_elsewhere", "asked for on GitLab.com"},
    {"reset_link_expired", "run out"},
    {"reset_not_requested", "never asked for a reset"},
    {"other_address", "another"},
    {"no_account", "No CustomersDot account"},
};

/// The small workspace with all pairs in it, one sandbox for them all.
class AllPairs {
 public:
  AllPairs() : sandbox_(write_workspace(directory_.path() / "workspace.json")) {
    config_ = write_demo_config(directory_.path(), sandbox_.url());
  }

  [[nodiscard]] const std::filesystem::path& config() const { return config_; }

 private:
  static std::filesystem::path write_workspace(std::filesystem::path file) {
    json workspace = json::parse(std::ifstream{small_workspace()});
    json& customers = workspace["portal"]["customers"];
    workspace["suppressions"] = json::array();
    const auto append = [](json& to, const json& rows) {
      to.insert(to.end(), rows.begin(), rows.end());
    };
    for (const TwoCauses& two : all_pairs_of_causes()) {
      append(customers, two.customers);
      append(workspace["mails"], two.mails);
      append(workspace["suppressions"], two.suppressions);
    }
    std::ofstream{file} << workspace;
    return file;
  }

  harness::TemporaryDirectory directory_;
  SandboxProcess sandbox_;
  std::filesystem::path config_;
};

class TwoAtOnce : public testing::TestWithParam<TwoCauses> {
 protected:
  static void SetUpTestSuite() { all_ = std::make_unique<AllPairs>(); }
  static void TearDownTestSuite() { all_.reset(); }
  static inline std::unique_ptr<AllPairs> all_;
};

TEST_P(TwoAtOnce, StandInTheContractsOrderAndAreBothNamed) {
  const TwoCauses& two = GetParam();
  const auto answer = diagnose_in_terminal(all_->config(), two.email);
  std::vector<std::string> problems;
  for (const json& finding : answer.diagnosis.at("findings")) {
    if (finding.at("status") == "problem") problems.push_back(finding.at("cause"));
  }
  // A reset mail that was refused elsewhere was asked for elsewhere, too: then there is a third.
  ASSERT_GE(problems.size(), 2U) << answer.summary();
  EXPECT_EQ(std::pair(problems[0], problems[1]), std::pair(two.first, two.second));
  EXPECT_EQ(answer.cause(), two.first);
  EXPECT_THAT(answer.summary(), testing::HasSubstr(k_words.at(two.first)));
  EXPECT_THAT(answer.summary(), testing::HasSubstr(k_words.at(two.second)));
}

INSTANTIATE_TEST_SUITE_P(, TwoAtOnce, testing::ValuesIn(all_pairs_of_causes()),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace latchkey::scenarios
