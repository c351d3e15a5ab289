#include "bot/watch/metrics.hpp"

#include "tests/bot/watch/metric_names.hpp"
#include "tests/harness/child_process.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>

namespace latchkey::watch {
namespace {

using std::chrono_literals::operator""s;
using testing::HasSubstr;
using testing::Not;

struct WatchMetrics : testing::Test {
  WatchMetrics() { metrics.will_ask("Mailgun"); }
  [[nodiscard]] std::string text() const { return metrics.text(figures); }

  Metrics metrics;
  Figures figures = sample_figures();
};

TEST_F(WatchMetrics, CountWhatHappens) {
  metrics.requested("command", "not_taken_on");
  metrics.diagnosed("account_unconfirmed", true, 1.5s);
  metrics.asked("Mailgun", "5xx", 0.2s);
  metrics.refused("not_permitted");
  metrics.remedied(RemedyId::resend_confirmation, RemedyOutcome::accepted);
  metrics.followed(MailEnd::bounced);
  metrics.escalated("opened");
  metrics.renewed({.processes = 3, .taken_over = 1});
  metrics.renewed({.processes = 2});
  metrics.committed(true, 0.002s, TimePoint{1'700'000'000s});
  metrics.committed(false, 2.0s, TimePoint{1'700'000'001s});
  const auto said = text();
  for (const auto* line : {
           R"(latchkey_requests_total{kind="command",outcome="not_taken_on"} 1)",
           R"(latchkey_diagnoses_total{cause="account_unconfirmed",complete="yes"} 1)",
           R"(latchkey_diagnosis_duration_seconds_bucket{le="1"} 0)",
           R"(latchkey_diagnosis_duration_seconds_bucket{le="2"} 1)",
           R"(latchkey_upstream_questions_total{result="5xx",system="Mailgun"} 1)",
           R"(latchkey_upstream_question_duration_seconds_sum{system="Mailgun"} 0.2)",
           R"(latchkey_refusals_total{reason="not_permitted"} 1)",
           R"(latchkey_remedies_total{outcome="accepted",remedy="resend_confirmation"} 1)",
           R"(latchkey_followed_mails_total{ending="bounced"} 1)",
           R"(latchkey_escalations_total{event="opened"} 1)",
           "latchkey_processes 2",
           "latchkey_processes_taken_over_total 1",
           "latchkey_store_commit_duration_seconds_count 2",
           "latchkey_store_commit_failures_total 1",
           "latchkey_store_last_commit_timestamp_seconds 1700000000",
       }) {
    // Labels come in no certain order.
    EXPECT_TRUE(has_line(said, line)) << line << "\nis not in\n" << said;
  }
}

TEST_F(WatchMetrics, LeavesQuestionsOutOfTheDurationsThatWereNeverSent) {
  metrics.asked("Mailgun", "left_alone", 0s);
  EXPECT_TRUE(
      has_line(text(), R"(latchkey_upstream_question_duration_seconds_count{system="Mailgun"} 0)"));
}

TEST_F(WatchMetrics, TellFiguresOfTheMoment) {
  const auto said = text();
  for (const auto* line : {
           "latchkey_ready 1",
           "latchkey_slack_connections 1",
           "latchkey_slack_connections_wanted 2",
           R"(latchkey_slack_reconnects_total{reason="broken"} 3)",
           R"(latchkey_slack_envelopes_received_total{type="slash_commands"} 7)",
           R"(latchkey_slack_envelopes_acknowledged_total{type="slash_commands"} 6)",
           R"(latchkey_slack_envelopes_received_total{type="interactive"} 0)",
           "latchkey_slack_calls_waiting 4",
           R"(latchkey_jobs_waiting{step="opening"} 5)",
           R"(latchkey_upstream_left_alone{system="Mailgun"} 1)",
           "latchkey_follow_ups_open 2",
           R"(latchkey_build_info{version="0.1.0"} 1)",
           "process_open_fds 12",
       }) {
    EXPECT_TRUE(has_line(said, line)) << line << "\nis not in\n" << said;
  }
  figures.follow_ups.reset();
  EXPECT_THAT(text(), Not(HasSubstr("latchkey_follow_ups_open")))
      << "what is not known is not said to be none";
}

TEST_F(WatchMetrics, HaveNoLabelThatCouldHoldAPerson) {
  const std::set<std::string> allowed{"kind",   "outcome", "cause",  "complete", "system",
                                      "result", "reason",  "remedy", "ending",   "event",
                                      "type",   "step",    "le",     "version"};
  static const std::regex label{R"re([{,](\w+)=")re"};
  const auto said = text();
  for (std::sregex_iterator found{said.begin(), said.end(), label}, end; found != end; ++found) {
    EXPECT_TRUE(allowed.contains((*found)[1])) << (*found)[1];
  }
}

TEST_F(WatchMetrics, AreAsPrometheusWantsThem) {
  const harness::TemporaryDirectory directory;
  const auto file = directory.path() / "metrics";
  std::ofstream{file} << text();
  harness::ChildProcess promtool{
      {"sh", "-c",
       "command -v promtool > /dev/null || exit 77; promtool check metrics < \"$0\" 2>&1", file}};
  std::string objections;
  while (const auto line = promtool.next_line(30s)) objections += *line + "\n";
  const int status = promtool.wait(30s);
  if (status == 77) GTEST_SKIP() << "there is no promtool (package prometheus)";
  EXPECT_EQ(status, 0) << objections;
  EXPECT_EQ(objections, "");
}

TEST(ProcessFiguresTest, AreThoseOfThisProcess) {
  const auto figures = process_figures();
  EXPECT_GT(figures.resident_bytes, 1e6);
  EXPECT_GT(figures.virtual_bytes, figures.resident_bytes);
  EXPECT_GE(figures.open_files, 3);
  EXPECT_GE(figures.most_open_files, figures.open_files);
  const auto now = std::chrono::system_clock::now();
  EXPECT_LE(figures.started_at, now + 5s);
  EXPECT_GE(figures.started_at, now - std::chrono::hours{24});
}

}  // namespace
}  // namespace latchkey::watch
