// Presses: which of them are let through, how many mails a customer may still get, and what is
// kept.
#include "tests/adapters/storage/store_on_either.hpp"
#include "tests/adapters/storage/stored_samples.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>

#include <chrono>
#include <exception>
#include <string>
#include <utility>
#include <variant>

namespace latchkey::storage {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class RemedyAttempts : public StoreOnEither {
 protected:
  RemedyStart begin(RemedyAttempt attempt) {
    return *wait_for(store_->begin_remedy(std::move(attempt), k_limits));
  }
};

TEST_P(RemedyAttempts, LetsOnePressPerDiagnosisAndRemedyThrough) {
  ASSERT_TRUE(std::holds_alternative<RemedyBegun>(begin(press("d1"))));
  auto second = press("d1", k_now + minutes{1});
  second.by = "U0OMAR";
  const auto start = begin(second);
  const auto* already = std::get_if<RemedyAlreadyBegun>(&start);
  ASSERT_NE(already, nullptr);
  EXPECT_EQ(already->by, "U0DANA");
  EXPECT_EQ(already->at, k_now);
  EXPECT_EQ(already->outcome, RemedyOutcome::in_progress);
}

TEST_P(RemedyAttempts, LetsOnlyOneOfTwoPressesAtOnceThrough) {
  int begun = 0;
  int already = 0;
  for (int i = 0; i < 2; ++i) {
    boost::asio::co_spawn(context_, store_->begin_remedy(press("d1"), k_limits),
                          [&](std::exception_ptr, Expected<RemedyStart> start) {
                            begun += std::holds_alternative<RemedyBegun>(*start) ? 1 : 0;
                            already += std::holds_alternative<RemedyAlreadyBegun>(*start) ? 1 : 0;
                          });
  }
  context_.run();
  EXPECT_EQ(begun, 1);
  EXPECT_EQ(already, 1);
}

TEST_P(RemedyAttempts, LetsAPressThroughAgainWhereNoMailLeft) {
  const auto first = std::get<RemedyBegun>(begin(press("d1")));
  ASSERT_TRUE(wait_for(store_->finish_remedy(first.attempt, RemedyOutcome::failed)));
  EXPECT_EQ(wait_for(store_->mails_left(press("next", k_now), k_limits))->left, 2);
  EXPECT_TRUE(std::holds_alternative<RemedyBegun>(begin(press("d1"))));
}

TEST_P(RemedyAttempts, KeepsAnUncertainPressFromBeingRepeated) {
  const auto first = std::get<RemedyBegun>(begin(press("d1")));
  ASSERT_TRUE(wait_for(store_->finish_remedy(first.attempt, RemedyOutcome::uncertain)));
  open();
  const auto start = begin(press("d1"));
  const auto* already = std::get_if<RemedyAlreadyBegun>(&start);
  ASSERT_NE(already, nullptr);
  EXPECT_EQ(already->outcome, RemedyOutcome::uncertain);
}

// A new /diagnose, another thread or another remedy is no way around the customer's limit.
TEST_P(RemedyAttempts, CountsACustomersMailsOverAllDiagnosesAndRestarts) {
  ASSERT_TRUE(std::holds_alternative<RemedyBegun>(begin(press("d1"))));
  ASSERT_TRUE(std::holds_alternative<RemedyBegun>(
      begin(press("d2", k_now + minutes{10}, RemedyId::send_password_reset))));
  open();
  const auto start = begin(press("d3", k_now + minutes{20}));
  const auto* over = std::get_if<RemedyOverLimit>(&start);
  ASSERT_NE(over, nullptr);
  EXPECT_EQ(over->allowed, 2);
  EXPECT_FALSE(over->per_day);
  EXPECT_EQ(over->again_at, k_now + hours{1});
  const auto room = *wait_for(store_->mails_left(press("next", k_now + minutes{20}), k_limits));
  EXPECT_EQ(room.left, 0);
  EXPECT_EQ(room.next_at, k_now + hours{1});
  EXPECT_TRUE(std::holds_alternative<RemedyBegun>(begin(press("d3", k_now + hours{1}))));
}

TEST_P(RemedyAttempts, CountsEachCustomerAlone) {
  ASSERT_TRUE(std::holds_alternative<RemedyBegun>(begin(press("d1"))));
  auto of_omar = press("next");
  of_omar.customer = *EmailAddress::parse("omar@acme.example");
  EXPECT_EQ(wait_for(store_->mails_left(of_omar, k_limits))->left, 2);
  EXPECT_EQ(wait_for(store_->mails_left(press("next", k_now), k_limits))->left, 1);
}

/// Of a confirmation for an address that waits until it is confirmed: asked for with the address
/// that it takes the place of, or with itself.
RemedyAttempt to_new_address(const std::string& diagnosis, const EmailAddress& asked) {
  auto attempt = press(diagnosis);
  attempt.customer = asked;
  attempt.recipient = jane_new();
  return attempt;
}

// Devise mails the address that waits, whichever of the two the mail is asked for with.
TEST_P(RemedyAttempts, CountsAMailForWhoGetsIt) {
  ASSERT_TRUE(std::holds_alternative<RemedyBegun>(begin(to_new_address("d1", jane()))));
  ASSERT_TRUE(std::holds_alternative<RemedyBegun>(begin(to_new_address("d2", jane()))));
  const auto asked_with_itself = to_new_address("d3", jane_new());
  EXPECT_EQ(wait_for(store_->mails_left(asked_with_itself, k_limits))->left, 0);
  EXPECT_TRUE(std::holds_alternative<RemedyOverLimit>(begin(asked_with_itself)));
  const auto reset = press("d4", k_now, RemedyId::send_password_reset);
  EXPECT_EQ(wait_for(store_->mails_left(reset, k_limits))->left, 2) << "the old one got none";
  EXPECT_TRUE(std::holds_alternative<RemedyBegun>(begin(reset)));
}

// An earlier release kept all of them under the address that they were asked for with.
TEST_P(RemedyAttempts, CountsConfirmationsOfWhichTheRecipientWasNotKept) {
  begin(press("d1"));
  begin(press("d2"));
  const auto next = to_new_address("d3", jane());
  EXPECT_EQ(wait_for(store_->mails_left(next, k_limits))->left, 0);
  EXPECT_TRUE(std::holds_alternative<RemedyOverLimit>(begin(next)));
}

TEST_P(RemedyAttempts, CountsNoResetOfTheOldAddressForTheNewOne) {
  begin(press("d1", k_now, RemedyId::send_password_reset));
  EXPECT_EQ(wait_for(store_->mails_left(to_new_address("d2", jane()), k_limits))->left, 2);
}

// No mail leaves when a suppression is lifted, so no limit of mails stands in its way.
TEST_P(RemedyAttempts, CountsALiftedSuppressionAsNoMail) {
  const auto lift = [](const std::string& id) {
    return press(id, k_now, RemedyId::lift_suppression);
  };
  const auto lifted = std::get<RemedyBegun>(begin(lift("d1")));
  ASSERT_TRUE(wait_for(store_->finish_remedy(lifted.attempt, RemedyOutcome::lifted)));
  EXPECT_EQ(wait_for(store_->mails_left(press("next", k_now), k_limits))->left, 2);
  begin(press("d2"));
  begin(press("d3"));
  EXPECT_EQ(wait_for(store_->mails_left(press("next", k_now), k_limits))->left, 0);
  EXPECT_TRUE(std::holds_alternative<RemedyBegun>(begin(lift("d4"))));
  EXPECT_TRUE(std::holds_alternative<RemedyAlreadyBegun>(begin(lift("d1")))) << "once for each";
}

TEST_P(RemedyAttempts, CountsACheckOfAnotherAddressAsNoMail) {
  const auto check =
      std::get<RemedyBegun>(begin(press("d1", k_now, RemedyId::check_other_address)));
  ASSERT_TRUE(wait_for(store_->finish_remedy(check.attempt, RemedyOutcome::looked_up)));
  open();
  EXPECT_EQ(wait_for(store_->mails_left(press("next", k_now), k_limits))->left, 2);
  EXPECT_EQ(wait_for(store_->presses("d1"))->at(0).outcome, RemedyOutcome::looked_up);
}

TEST_P(RemedyAttempts, KeepsHowThingsWereBeforeARemedyAcrossARestart) {
  const auto first = std::get<RemedyBegun>(begin(press("d1")));
  ASSERT_TRUE(wait_for(store_->note_remedy(first.attempt, "550 mailbox disabled")));
  open();
  EXPECT_EQ(wait_for(store_->presses("d1"))->at(0).note, "550 mailbox disabled");
  const auto unknown = wait_for(store_->note_remedy(4711, "nothing"));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().kind, ErrorKind::not_found);
}

TEST_P(RemedyAttempts, TellsThePressesUnderADiagnosis) {
  const auto first = std::get<RemedyBegun>(begin(press("d1")));
  ASSERT_TRUE(wait_for(store_->finish_remedy(first.attempt, RemedyOutcome::accepted)));
  begin(press("d1", k_now + minutes{1}, RemedyId::send_password_reset));
  begin(press("d2", k_now + hours{2}));
  const auto presses = *wait_for(store_->presses("d1"));
  ASSERT_EQ(presses.size(), 2U);
  EXPECT_EQ(presses[0].remedy, RemedyId::resend_confirmation);
  EXPECT_EQ(presses[0].by, "U0DANA");
  EXPECT_EQ(presses[0].at, k_now);
  EXPECT_EQ(presses[0].outcome, RemedyOutcome::accepted);
  EXPECT_EQ(presses[1].remedy, RemedyId::send_password_reset);
  EXPECT_EQ(presses[1].outcome, RemedyOutcome::in_progress);
}

TEST_P(RemedyAttempts, SaysThatAnAttemptIsUnknown) {
  const auto finished = wait_for(store_->finish_remedy(4711, RemedyOutcome::accepted));
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().kind, ErrorKind::not_found);
}

INSTANTIATE_TEST_SUITE_P(On, RemedyAttempts, k_either, kept_in);

}  // namespace
}  // namespace latchkey::storage
