// Every cause of the contract: what the systems know, and what the terminal and the chat say. Then
// the same with each system failing in turn, which must never turn a problem into "nothing found".
#include "tests/scenarios/cause_stories.hpp"
#include "tests/scenarios/stage.hpp"
#include "tests/scenarios/terminal.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <tuple>

namespace latchkey::scenarios {
namespace {

/// The colour mark that the first line begins with.
std::string mark_of(const TerminalAnswer& answer) {
  if (answer.cause() == "nothing_found") return "🟢";
  if (answer.cause() == "unknown") return "⚪";
  return answer.confidence() == "certain" ? "🔴" : "🟠";
}

void expect_remedies(const TerminalAnswer& answer, const CauseStory& story) {
  for (const auto& remedy : story.offered) EXPECT_TRUE(answer.offers(remedy)) << remedy;
  for (const auto& remedy : story.withheld) EXPECT_FALSE(answer.offers(remedy)) << remedy;
}

struct EveryCause : testing::TestWithParam<CauseStory> {
  const CauseStory& story = GetParam();
  Stage stage{story.table};
  Conversation& chat = stage.chat;
};

TEST_P(EveryCause, IsNamedWithItsButtons) {
  story.prepare(chat);
  const auto email = chat.address(story.asked);
  const auto answer = diagnose_in_terminal(stage.config(), email, story.service);
  EXPECT_EQ(answer.exit_status, 0);
  EXPECT_EQ(answer.cause(), story.cause) << answer.summary();
  EXPECT_EQ(answer.confidence(), story.confidence) << answer.summary();
  expect_remedies(answer, story);

  stage.start_bot();
  const auto root = chat.diagnose(email, answer.summary(),
                                  story.service.empty() ? "" : "service:" + story.service);
  EXPECT_TRUE(root.says(mark_of(answer))) << root.words;
  const auto row = chat.buttons_of(root);
  for (const auto& remedy : answer.diagnosis.at("remedies")) {
    EXPECT_TRUE(row.has_button(remedy.at("label"))) << remedy;
  }
}

std::string name_of_story(const testing::TestParamInfo<CauseStory>& tested) {
  return tested.param.name;
}

INSTANTIATE_TEST_SUITE_P(, EveryCause, testing::ValuesIn(cause_stories()), name_of_story);

/// How one system fails at once, so that nobody has to wait for it.
struct FailingUpstream {
  Upstream upstream;
  std::string name;
  /// What the answer must call it.
  std::string named;
  /// What /sandbox/faults takes; nothing: the accounts are taken away.
  std::optional<Json> fault;

  friend void PrintTo(const FailingUpstream& failing, std::ostream* out) { *out << failing.name; }
};

std::vector<FailingUpstream> failing_upstreams() {
  return {{Upstream::accounts, "WithoutTheAccounts", "CustomersDot", std::nullopt},
          {Upstream::mailgun, "WithoutMailgun", "Mailgun",
           Json{{"system", "mailgun"}, {"status", 401}, {"body", "Forbidden"}, {"count", 1000}}},
          {Upstream::gitlab, "WithoutGitlab", "GitLab.com",
           Json{{"system", "gitlab"}, {"status", 403}, {"body", "Forbidden"}, {"count", 1000}}}};
}

struct EveryCauseWithout : testing::TestWithParam<std::tuple<CauseStory, FailingUpstream>> {
  const CauseStory& story = std::get<0>(GetParam());
  const FailingUpstream& failing = std::get<1>(GetParam());
  Stage stage{story.table};
  Conversation& chat = stage.chat;

  ~EveryCauseWithout() override {
    if (failing.fault) return;
    chat.portal.execute("GRANT SELECT ON customer_accounts TO latchkey_reader");
    chat.portal.execute("ALTER TABLE customers_away RENAME TO customers");
  }

  void fail() const {
    if (failing.fault) {
      chat.sandbox.post("/sandbox/faults", *failing.fault);
    } else {
      chat.portal.execute("REVOKE SELECT ON customer_accounts FROM latchkey_reader");
      chat.portal.execute("ALTER TABLE customers RENAME TO customers_away");
    }
  }
};

TEST_P(EveryCauseWithout, IsStillNamedOrItIsSaidThatNobodyCanTell) {
  story.prepare(chat);
  fail();
  const auto answer =
      diagnose_in_terminal(stage.config(), chat.address(story.asked), story.service);
  EXPECT_EQ(answer.exit_status, 3);
  EXPECT_NE(answer.cause(), "nothing_found") << answer.summary();
  EXPECT_NE(answer.summary().find(failing.named), std::string::npos) << answer.summary();
  if (!story.decided_by.contains(failing.upstream)) {
    EXPECT_EQ(answer.cause(), story.cause) << answer.summary();
    EXPECT_EQ(answer.confidence(), story.confidence) << answer.summary();
    expect_remedies(answer, story);
  } else {
    EXPECT_FALSE(answer.cause() == story.cause && answer.confidence() == "certain")
        << answer.summary();
  }
}

INSTANTIATE_TEST_SUITE_P(, EveryCauseWithout,
                         testing::Combine(testing::ValuesIn(cause_stories()),
                                          testing::ValuesIn(failing_upstreams())),
                         [](const auto& tested) {
                           return std::get<0>(tested.param).name + std::get<1>(tested.param).name;
                         });

}  // namespace
}  // namespace latchkey::scenarios
