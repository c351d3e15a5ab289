// What whoever operates the bot sees of a command: its figures, by the real Prometheus, and its
// lines in the log, which have one id in common from the envelope to the portal's form.
#include "tests/scenarios/prometheus.hpp"
#include "tests/scenarios/stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace latchkey::scenarios {
namespace {

using testing::Contains;
using testing::HasSubstr;

struct WatchedBot : testing::Test {
  WatchedBot() {
    stage.start_bot();
    chat.add_customer(email, {{"confirmed_at", "NULL"}});
    root = chat.diagnose(email, "never confirmed");
    chat.press_alone(chat.team.guest, root, "Resend confirmation", "may resend");
    chat.press(root, "Resend confirmation", "resent the confirmation");
  }
  /// The messages of all lines that have this under `key`.
  std::vector<std::string> lines_with(const std::string& key, const std::string& value) {
    std::vector<std::string> found;
    for (const auto& line : log_lines()) {
      if (line.value(key, "") == value) found.push_back(line.at("message").get<std::string>());
    }
    return found;
  }
  std::vector<Json> log_lines() {
    std::vector<Json> lines;
    std::istringstream text{stage.log()};
    for (std::string line; std::getline(text, line);) {
      auto parsed = Json::parse(line, nullptr, false);
      if (parsed.is_object()) lines.push_back(std::move(parsed));
    }
    return lines;
  }

  Stage stage;
  Conversation& chat = stage.chat;
  std::string email = chat.address("jane.doe");
  SeenMessage root;
};

TEST_F(WatchedBot, IsScrapedByPrometheus) {
  if (!Prometheus::is_there()) GTEST_SKIP() << "there is no Prometheus (package prometheus)";
  Prometheus prometheus{stage.status_url().substr(std::string{"http://"}.size())};
  EXPECT_EQ(prometheus.wait_for(R"(up{job="latchkey"})", "1"), "1");
  for (const auto& [expression, value] : std::vector<std::pair<std::string, std::string>>{
           {R"(latchkey_diagnoses_total{cause="account_unconfirmed",complete="yes"})", "1"},
           {R"(latchkey_remedies_total{remedy="resend_confirmation",outcome="accepted"})", "1"},
           {R"(latchkey_refusals_total{reason="not_permitted"})", "1"},
           {R"(latchkey_requests_total{kind="command",outcome="taken_on"})", "1"},
           {R"(latchkey_slack_envelopes_acknowledged_total{type="interactive"})", "2"},
           {R"(latchkey_upstream_left_alone{system="Mailgun"})", "0"},
           {"latchkey_diagnosis_duration_seconds_count", "1"},
           {R"(sum(latchkey_upstream_questions_total{system="CustomersDot's forms"}) > bool 1)",
            "1"},
           {R"(sum(latchkey_upstream_questions_total{system="CustomersDot"}) >= bool 1)", "1"},
           {R"(sum(latchkey_upstream_questions_total{system="Slack",result="2xx"}) > bool 3)", "1"},
           {"latchkey_ready", "1"},
           {"sum(latchkey_jobs_waiting + latchkey_jobs_running)", "0"},
           {"latchkey_follow_ups_open", "1"},
           {"process_resident_memory_bytes > bool 1000000", "1"},
           {"time() - process_start_time_seconds < bool 600", "1"},
           {"time() - latchkey_store_last_commit_timestamp_seconds < bool 60", "1"}}) {
    EXPECT_EQ(prometheus.wait_for(expression, value), value) << expression;
  }
  // The shipped rules are loaded, and none has anything to say.
  EXPECT_EQ(prometheus.wait_for("count(ALERTS) or vector(0)", "0"), "0");
}

TEST_F(WatchedBot, SaysWithOneIdWhatBecameOfACommandUpToTheForm) {
  std::string diagnosis;
  for (const auto& line : log_lines()) {
    const auto message = line.at("message").get<std::string>();
    if (message.find("was diagnosed: account_unconfirmed") != std::string::npos) {
      diagnosis = line.value("diagnosis", "");
    }
  }
  ASSERT_NE(diagnosis, "") << stage.log();
  // The question and what was asked of each system for it: its job's name is the diagnosis's.
  const auto question = lines_with("id", diagnosis);
  EXPECT_THAT(question, Contains("Taken on: command"));
  EXPECT_THAT(question, Contains(HasSubstr("is to be diagnosed")));
  for (const auto* system :
       {"Mailgun was asked", "GitLab.com was asked", "CustomersDot was asked", "Slack was asked"}) {
    EXPECT_THAT(question, Contains(HasSubstr(system)));
  }
  // The press is a job of its own, about the same diagnosis.
  std::set<std::string> presses;
  for (const auto& line : log_lines()) {
    const auto message = line.at("message").get<std::string>();
    if (message == "resend_confirmation was pressed and is begun") {
      EXPECT_EQ(line.value("diagnosis", ""), diagnosis);
      presses.insert(line.value("id", ""));
    }
  }
  ASSERT_EQ(presses.size(), 1U);
  EXPECT_NE(*presses.begin(), diagnosis);
  const auto press = lines_with("id", *presses.begin());
  EXPECT_THAT(press, Contains("Taken on: action"));
  EXPECT_THAT(press, Contains("CustomersDot's forms is sent a form"));
  EXPECT_THAT(press, Contains(HasSubstr("CustomersDot's forms was asked (POST) and answered")));
  EXPECT_THAT(press, Contains("resend_confirmation came to: accepted"));
  const auto all = lines_with("diagnosis", diagnosis);
  EXPECT_THAT(all, Contains("CustomersDot's forms is sent a form"));
}

}  // namespace
}  // namespace latchkey::scenarios
