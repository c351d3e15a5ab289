#include "bot/watch/overview_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace latchkey::watch {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""min;
using std::chrono_literals::operator""ms;
using testing::HasSubstr;
using testing::Not;

const TimePoint k_noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h};

Overview well() {
  return {.readiness = {.slack = {.wanted = 2, .connected = 2},
                        .store = {},
                        .systems = {{.system = "Mailgun"}, {.system = "GitLab.com"}},
                        .unguarded = {{.system = "CustomersDot"}}},
          .version = "0.1.0",
          .started_at = k_noon - 3h,
          .now = k_noon};
}

TEST(OverviewVerdict, IsGoodWhereEverythingAnswers) {
  const auto verdict = verdict_on(well());
  EXPECT_EQ(verdict.mood, Verdict::Mood::good);
  EXPECT_EQ(verdict.headline, "All is well");
}

TEST(OverviewVerdict, NamesWhatAnswersAreMadeWithout) {
  auto overview = well();
  overview.readiness.systems[0].open = true;
  EXPECT_EQ(verdict_on(overview).headline, "Commands are answered, without Mailgun");
  overview.readiness.unguarded[0].failing_since = k_noon;
  const auto verdict = verdict_on(overview);
  EXPECT_EQ(verdict.mood, Verdict::Mood::poorer);
  EXPECT_EQ(verdict.headline, "Commands are answered, without Mailgun and CustomersDot");
}

TEST(OverviewVerdict, SaysOfBothWhatIsMissing) {
  auto overview = well();
  overview.readiness.systems[0].open = true;
  overview.readiness.slack.connected = 1;
  EXPECT_EQ(verdict_on(overview).sentence,
            "It does not answer, and each answer that lacks it says so. Slack is connected over 1 "
            "of 2 connections.");
}

TEST(OverviewVerdict, SaysThatAConnectionIsMissing) {
  auto overview = well();
  overview.readiness.slack.connected = 1;
  EXPECT_EQ(verdict_on(overview).headline, "Commands are answered, over 1 of 2 connections");
}

TEST(OverviewVerdict, IsBadWhereNoCommandIsTakenOn) {
  auto overview = well();
  overview.readiness.slack.connected = 0;
  EXPECT_EQ(verdict_on(overview).mood, Verdict::Mood::bad);
  EXPECT_THAT(verdict_on(overview).sentence, HasSubstr("no connection to Slack"));
  overview.readiness.store = Error{ErrorKind::unavailable, "store: the disk is full"};
  EXPECT_EQ(verdict_on(overview).headline, "No command is taken on");
  EXPECT_THAT(verdict_on(overview).sentence, HasSubstr("the disk is full"));
}

TEST(OverviewPage, SaysWhatIsTheMatterWithASystemAndWhatWasLast) {
  auto overview = well();
  overview.readiness.systems[0] = {.system = "Mailgun",
                                   .open = true,
                                   .since = k_noon - 2min,
                                   .next_try = k_noon + 1min,
                                   .why = "503 unavailable"};
  overview.last_failures = {{"GitLab.com", {.why = "no connection within 3 s", .at = k_noon - 1h}}};
  const auto page = overview_page(overview);
  EXPECT_THAT(page, HasSubstr("Left alone since 11:58:00 UTC, asked again from 12:01:00 UTC on: "
                              "503 unavailable"));
  EXPECT_THAT(page, HasSubstr("Last failure 1 hour ago (11:00:00 UTC): no connection within 3 s"));
}

TEST(OverviewPage, ShowsTheNewestDiagnoses) {
  auto overview = well();
  EXPECT_THAT(overview_page(overview), HasSubstr("None since the start."));
  overview.newest = {{.customer = "j***@acme.example",
                      .service = "CustomersDot",
                      .cause = "account_unconfirmed",
                      .complete = false,
                      .asked_at = k_noon - 5min,
                      .took = 1234ms}};
  const auto page = overview_page(overview);
  for (const auto* words : {"account unconfirmed", "5 minutes ago", "1.2 s", "j***@acme.example",
                            "not everything could be asked"}) {
    EXPECT_THAT(page, HasSubstr(words));
  }
}

// A vendor's sentence, a service's name, a path in the store's error: all may hold anything.
TEST(OverviewPage, TakesWhatOthersSayForText) {
  const std::string evil = R"(<script>alert("x")</script>' &)";
  auto overview = well();
  overview.readiness.store = Error{ErrorKind::unavailable, evil};
  overview.readiness.systems = {{.system = evil, .open = true, .why = evil}};
  overview.readiness.unguarded = {{.system = evil, .failing_since = k_noon, .why = evil}};
  overview.newest = {{.customer = evil, .service = evil, .cause = evil}};
  overview.last_failures = {{evil, {.why = evil, .at = k_noon}}};
  overview.version = evil;
  const auto page = overview_page(overview);
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39; &amp;"));
}

TEST(OverviewPage, LetsTheBrowserLoadNothing) {
  EXPECT_THAT(overview_policy(), testing::StartsWith("default-src 'none'; style-src 'sha256-"));
  EXPECT_THAT(overview_policy(), Not(HasSubstr("unsafe")));
  const auto page = overview_page(well());
  for (const auto* outside : {"http:", "https:", "src=", "<script"}) {
    const auto found = page.find(outside);
    const bool namespace_of_svg =
        found != std::string::npos && page.compare(found, 17, "http://www.w3.org") == 0;
    EXPECT_TRUE(found == std::string::npos || namespace_of_svg) << outside;
  }
}

}  // namespace
}  // namespace latchkey::watch
