#include "core/diagnosis/cause.hpp"

#include "core/diagnosis/finding.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace latchkey {
namespace {

TEST(Cause, HasTheContractsNames) {
  EXPECT_EQ(to_string(Cause::account_unconfirmed), "account_unconfirmed");
  EXPECT_EQ(to_string(Cause::email_change_unconfirmed), "email_change_unconfirmed");
  EXPECT_EQ(to_string(Cause::reset_requested_elsewhere), "reset_requested_elsewhere");
  EXPECT_EQ(to_string(Cause::reset_not_requested), "reset_not_requested");
  EXPECT_EQ(to_string(Cause::reset_link_expired), "reset_link_expired");
  EXPECT_EQ(to_string(Cause::mail_bounced), "mail_bounced");
  EXPECT_EQ(to_string(Cause::mail_blocked), "mail_blocked");
  EXPECT_EQ(to_string(Cause::mail_suppressed), "mail_suppressed");
  EXPECT_EQ(to_string(Cause::mail_delayed), "mail_delayed");
  EXPECT_EQ(to_string(Cause::mail_rejected), "mail_rejected");
  EXPECT_EQ(to_string(Cause::other_address), "other_address");
  EXPECT_EQ(to_string(Cause::no_account), "no_account");
  EXPECT_EQ(to_string(Cause::account_locked), "account_locked");
  EXPECT_EQ(to_string(Cause::account_blocked), "account_blocked");
  EXPECT_EQ(to_string(Cause::login_not_activated), "login_not_activated");
  EXPECT_EQ(to_string(Cause::signs_in_through_provider), "signs_in_through_provider");
  EXPECT_EQ(to_string(Cause::nothing_found), "nothing_found");
  EXPECT_EQ(to_string(Cause::unknown), "unknown");
}

TEST(Confidence, HasTheContractsNames) {
  EXPECT_EQ(to_string(Confidence::certain), "certain");
  EXPECT_EQ(to_string(Confidence::likely), "likely");
  EXPECT_EQ(to_string(Confidence::possible), "possible");
}

TEST(Status, HasTheContractsNames) {
  EXPECT_EQ(to_string(Status::problem), "problem");
  EXPECT_EQ(to_string(Status::ok), "ok");
  EXPECT_EQ(to_string(Status::info), "info");
  EXPECT_EQ(to_string(Status::unanswered), "unanswered");
}

void expect_in_order(const std::vector<Cause>& causes, bool address_has_account) {
  for (std::size_t i = 1; i < causes.size(); ++i) {
    EXPECT_LT(rank(causes[i - 1], address_has_account), rank(causes[i], address_has_account))
        << to_string(causes[i]);
  }
}

TEST(Rank, FollowsTheContractWhereTheAddressHasAnAccount) {
  expect_in_order(
      {Cause::account_blocked, Cause::login_not_activated, Cause::signs_in_through_provider,
       Cause::mail_suppressed, Cause::mail_blocked, Cause::mail_bounced, Cause::mail_rejected,
       Cause::mail_delayed, Cause::account_unconfirmed, Cause::email_change_unconfirmed,
       Cause::account_locked, Cause::reset_requested_elsewhere, Cause::reset_link_expired,
       Cause::reset_not_requested, Cause::other_address, Cause::nothing_found, Cause::unknown},
      true);
}

TEST(Rank, FollowsTheContractWhereNoRowHasTheAddress) {
  expect_in_order(
      {Cause::email_change_unconfirmed, Cause::other_address, Cause::no_account,
       Cause::mail_suppressed, Cause::mail_blocked, Cause::mail_bounced, Cause::mail_rejected,
       Cause::mail_delayed, Cause::reset_requested_elsewhere, Cause::reset_link_expired,
       Cause::reset_not_requested, Cause::nothing_found, Cause::unknown},
      false);
}

}  // namespace
}  // namespace latchkey
