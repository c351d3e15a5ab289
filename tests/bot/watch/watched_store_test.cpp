#include "bot/watch/watched_store.hpp"

#include "adapters/storage/sqlite_store.hpp"
#include "tests/bot/watch/metric_names.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/fake_clock.hpp"

#include <gtest/gtest.h>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <variant>

namespace latchkey::watch {
namespace {

using std::chrono_literals::operator""h;
using std::chrono_literals::operator""s;

const EmailAddress k_jane = EmailAddress::parse("jane.doe@acme.example").value();
const TimePoint k_asked_at{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h};

struct Watched : testing::Test {
  template <class T>
  T await(boost::asio::awaitable<T> work) {
    return doubles::await(std::move(work), io);
  }
  /// "…_total{…} 1"
  void expect(const std::string& line) {
    const auto said = metrics.text({});
    EXPECT_TRUE(has_line(said, line)) << line << "\nis not in\n" << said;
  }
  /// Takes a question on and answers it two seconds later.
  void diagnose(const std::string& key, const std::string& cause, bool partial = false) {
    const auto job = await(store.take(key, "{}", clock.now())).value().value();
    clock.advance(2s);
    DiagnosisRecord record{.id = job.id,
                           .email = k_jane,
                           .service = "CustomersDot",
                           .asked_by = "U1",
                           .asked_at = job.received_at,
                           .cause = cause,
                           .partial = partial};
    ASSERT_TRUE(await(store.advance({job.number, JobStep::answered, "{}", record})));
  }
  long long begin(RemedyId remedy, const std::string& press) {
    RemedyAttempt attempt{"d1", remedy, k_jane, "U1", clock.now(), press};
    const auto start = await(store.begin_remedy(std::move(attempt), {})).value();
    return std::get<RemedyBegun>(start).attempt;
  }
  Escalation escalation(const std::string& id) {
    Escalation one{.id = id,
                   .channel = "C1",
                   .thread = "1.0",
                   .asked_by = "U1",
                   .asked_at = clock.now(),
                   .look_at = clock.now()};
    one.calls.push_back({.level = 0, .at = clock.now()});
    return one;
  }

  boost::asio::io_context io;
  doubles::FakeClock clock{k_asked_at};
  Metrics metrics;
  NewestDiagnoses newest;
  std::unique_ptr<Store> kept = storage::open_memory_store().value();
  WatchedStore store{*kept, metrics, newest, clock};
};

TEST_F(Watched, CountsAnAnswerByItsCauseAndHowLongItTook) {
  diagnose("k1", "account_unconfirmed");
  diagnose("k2", "unknown", true);
  expect(R"(latchkey_diagnoses_total{cause="account_unconfirmed",complete="yes"} 1)");
  expect(R"(latchkey_diagnoses_total{cause="unknown",complete="no"} 1)");
  expect("latchkey_diagnosis_duration_seconds_sum 4");
  ASSERT_EQ(newest.all().size(), 2U);
  EXPECT_EQ(newest.all().front().cause, "unknown");
  EXPECT_EQ(newest.all().back().customer, k_jane.masked());
  EXPECT_EQ(newest.all().back().took, 2s);
}

TEST_F(Watched, CountsAsNoDiagnosisWhatWasTooOldToBeAsked) {
  diagnose("k1", "");
  expect("latchkey_diagnosis_duration_seconds_count 0");
  EXPECT_TRUE(newest.all().empty());
}

TEST_F(Watched, KeepsOnlyTheNewestInMind) {
  for (int i = 0; i < 12; ++i) diagnose("k" + std::to_string(i), "unknown");
  EXPECT_EQ(newest.all().size(), NewestDiagnoses::k_most);
}

TEST_F(Watched, CountsARemedyWhenItEnds) {
  diagnose("k1", "account_unconfirmed");
  const auto attempt = begin(RemedyId::resend_confirmation, "p1");
  expect(R"(latchkey_remedies_total{outcome="failed",remedy="resend_confirmation"} 0)");
  ASSERT_TRUE(await(store.finish_and_follow(attempt, RemedyOutcome::accepted,
                                            {k_jane, {"C1", "1.0", "1.1"}, clock.now()})));
  expect(R"(latchkey_remedies_total{outcome="accepted",remedy="resend_confirmation"} 1)");
  ASSERT_TRUE(await(store.end_follow_up(attempt, {MailEnd::bounced, clock.now()})));
  expect(R"(latchkey_followed_mails_total{ending="bounced"} 1)");
}

// Another process had begun it; its end is counted here.
TEST_F(Watched, CountsARemedyThatGoesOnAfterACrash) {
  RemedyAttempt attempt{"d1", RemedyId::send_password_reset, k_jane, "U1", clock.now(), "p1"};
  const auto begun = std::get<RemedyBegun>(await(kept->begin_remedy(attempt, {})).value());
  await(store.begin_remedy(attempt, {})).value();
  ASSERT_TRUE(await(store.finish_remedy(begun.attempt, RemedyOutcome::uncertain)));
  expect(R"(latchkey_remedies_total{outcome="uncertain",remedy="send_password_reset"} 1)");
}

TEST_F(Watched, CountsWhoIsRefusedByReason) {
  ASSERT_TRUE(
      await(store.append({.action = audit_action::refused, .by = "U1", .result = "guest"})));
  ASSERT_TRUE(await(store.append({.action = audit_action::pressed, .by = "U1", .result = "x"})));
  expect(R"(latchkey_refusals_total{reason="guest"} 1)");
}

TEST_F(Watched, CountsWhatBecomesOfACallForHelp) {
  auto one = await(store.begin_escalation(escalation("e1"))).value();
  // The same again, as after a crash, and another one in the same thread.
  await(store.begin_escalation(escalation("e1"))).value();
  await(store.begin_escalation(escalation("e2"))).value();
  expect(R"(latchkey_escalations_total{event="opened"} 1)");
  expect(R"(latchkey_escalations_total{event="called"} 1)");
  const auto change = [&](EscalationStatus status) {
    one.status = status;
    ASSERT_TRUE(await(store.change_escalation(one)).value());
    ++one.version;
  };
  one.shown = true;
  change(EscalationStatus::calling);
  one.calls.push_back({.level = 1, .at = clock.now()});
  change(EscalationStatus::calling);
  change(EscalationStatus::taken);
  change(EscalationStatus::taken);
  one.calls.push_back({.level = 2, .at = clock.now()});
  change(EscalationStatus::calling);
  change(EscalationStatus::unanswered);
  change(EscalationStatus::resolved);
  expect(R"(latchkey_escalations_total{event="called"} 3)");
  expect(R"(latchkey_escalations_total{event="taken"} 1)");
  expect(R"(latchkey_escalations_total{event="handed_back"} 1)");
  expect(R"(latchkey_escalations_total{event="unanswered"} 1)");
  expect(R"(latchkey_escalations_total{event="resolved"} 1)");
}

TEST_F(Watched, TellsWhenAWriteWorkedLast) {
  ASSERT_TRUE(await(store.try_to_write()));
  // Half a minute past midnight of a day reads the same in every form of a number.
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(k_asked_at.time_since_epoch()).count();
  expect("latchkey_store_last_commit_timestamp_seconds " + std::to_string(seconds));
  expect("latchkey_store_commit_duration_seconds_count 1");
  expect("latchkey_store_commit_failures_total 0");
}

TEST_F(Watched, TakesNoSuchThingForAnAnswerOfTheStore) {
  EXPECT_FALSE(await(store.close_follow_up(4711)));
  expect("latchkey_store_commit_failures_total 0");
}

}  // namespace
}  // namespace latchkey::watch
