// Every pair of causes that can hold together: both are named, in the contract's order.
#include "core/diagnosis/conclusion.hpp"
#include "core/diagnosis/wording.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <tuple>
#include <vector>

namespace latchkey {
namespace {

using namespace doubles;
using testing::Contains;
using testing::Not;

/// The contract's order within one confidence, where the address has an account.
constexpr std::array k_order = {Cause::account_blocked,
                                Cause::login_not_activated,
                                Cause::signs_in_through_provider,
                                Cause::mail_suppressed,
                                Cause::mail_blocked,
                                Cause::mail_bounced,
                                Cause::mail_rejected,
                                Cause::mail_delayed,
                                Cause::account_unconfirmed,
                                Cause::email_change_unconfirmed,
                                Cause::account_locked,
                                Cause::reset_requested_elsewhere,
                                Cause::reset_link_expired,
                                Cause::reset_not_requested,
                                Cause::other_address};

/// Nothing is wrong: Jane was mailed a reset an hour ago and has not used it yet.
Evidence all_is_well() {
  auto evidence = sample_evidence();
  auto& here = evidence.services[0];
  here.mail = history({delivered(k_reset, k_now - hours{1})});
  here.accounts->rows[0].reset_password_sent_at = k_now - hours{1};
  return evidence;
}

Account& jane_in(Evidence& evidence) {
  return evidence.services[0].accounts->rows[0];
}

void replace_reset(Evidence& evidence, std::vector<MailEvent> mail) {
  auto& events = evidence.services[0].mail->events;
  std::erase_if(events, [](const MailEvent& event) { return event.subject == k_reset; });
  events.insert(events.end(), mail.begin(), mail.end());
}

void add_mail(Evidence& evidence, std::size_t service, std::vector<MailEvent> mail) {
  auto& events = evidence.services[service].mail->events;
  events.insert(events.end(), mail.begin(), mail.end());
}

/// The mail that she needs fares like this: a confirmation where her account is unconfirmed.
void spoil_needed_mail(Evidence& evidence, MailEventType type, int code, const char* reason,
                       const char* words) {
  const bool confirmation = jane_in(evidence).confirmed_at.is_empty();
  auto lines = mail(confirmation ? k_confirmation : k_reset, k_now - hours{1}, {type});
  lines.back().code = code;
  lines.back().reason = reason;
  lines.back().detail = words;
  if (confirmation) {
    add_mail(evidence, 0, lines);
  } else {
    replace_reset(evidence, lines);
  }
}

void bring_about(Cause cause, Evidence& evidence) {
  auto& account = jane_in(evidence);
  switch (cause) {
    case Cause::account_blocked: account.state = std::string{"blocked"}; return;
    case Cause::login_not_activated: account.login_activated = false; return;
    case Cause::signs_in_through_provider: account.provider = std::string{"saml"}; return;
    case Cause::mail_suppressed: {
      Suppression complaint;
      complaint.list = SuppressionList::complaints;
      complaint.created_at = k_now - minutes{20};
      evidence.services[0].suppressions = listed({complaint});
      return;
    }
    case Cause::mail_bounced:
      add_mail(evidence, 0, bounced("Your invoice", k_now - minutes{40}));
      return;
    case Cause::mail_blocked:
      spoil_needed_mail(evidence, MailEventType::failed_permanently, 421, "espblock", "refused");
      return;
    case Cause::mail_rejected:
      spoil_needed_mail(evidence, MailEventType::rejected, 0, "policy", "not allowed");
      return;
    case Cause::mail_delayed:
      spoil_needed_mail(evidence, MailEventType::failed_temporarily, 450, "generic", "try later");
      return;
    case Cause::account_unconfirmed: account.confirmed_at = Field<TimePoint>::empty(); return;
    case Cause::email_change_unconfirmed:
      account.unconfirmed_email = std::string{"jane@new.example"};
      return;
    case Cause::account_locked: account.locked_at = k_now - minutes{20}; return;
    case Cause::reset_requested_elsewhere:
      add_mail(evidence, 1, delivered(k_reset, k_now - minutes{31}));
      return;
    case Cause::reset_link_expired:
      replace_reset(evidence, delivered(k_reset, k_now - hours{7}));
      account.reset_password_sent_at = k_now - hours{7};
      return;
    case Cause::reset_not_requested:
      replace_reset(evidence, {});
      account.reset_password_sent_at = Field<TimePoint>::empty();
      return;
    case Cause::other_address: {
      evidence.services[0].accounts->rows.push_back(doubles::account("5", "jane_doe@acme.example"));
      return;
    }
    case Cause::no_account:
    case Cause::nothing_found:
    case Cause::unknown: return;
  }
}

bool is_one_of(Cause cause, std::initializer_list<Cause> causes) {
  return std::find(causes.begin(), causes.end(), cause) != causes.end();
}

/// One mail has one fate, the newest reset is one, and some causes leave no room for others.
bool can_hold_together(Cause a, Cause b) {
  const auto fate = [](Cause cause) {
    return is_one_of(cause, {Cause::mail_blocked, Cause::mail_bounced, Cause::mail_rejected,
                             Cause::mail_delayed});
  };
  const auto newest_reset = [](Cause cause) {
    return is_one_of(cause, {Cause::reset_requested_elsewhere, Cause::reset_link_expired,
                             Cause::reset_not_requested});
  };
  if ((fate(a) && fate(b)) || (newest_reset(a) && newest_reset(b))) return false;
  const bool arrived_or_none =
      is_one_of(b, {Cause::reset_link_expired, Cause::reset_not_requested});
  // Whoever is kept out was helped by no reset; and a reset that arrived, or that there is not, is
  // neither refused nor on its way.
  return !arrived_or_none ||
         !is_one_of(a, {Cause::account_blocked, Cause::login_not_activated, Cause::mail_blocked,
                        Cause::mail_rejected, Cause::mail_delayed});
}

std::vector<const Finding*> problems(const Diagnosis& diagnosis) {
  std::vector<const Finding*> found;
  for (const auto& finding : diagnosis.findings) {
    if (finding.status == Status::problem) found.push_back(&finding);
  }
  return found;
}

std::vector<Cause> named(const Diagnosis& diagnosis) {
  std::vector<Cause> causes;
  for (const auto* problem : problems(diagnosis)) causes.push_back(*problem->cause);
  return causes;
}

auto place(const Finding& finding) {
  const auto rank = std::find(k_order.begin(), k_order.end(), *finding.cause) - k_order.begin();
  return std::tuple{finding.confidence, rank};
}

TEST(CausePairs, EachCauseAloneIsTheOnlyOneNamed) {
  EXPECT_EQ(conclude(all_is_well()).conclusion.cause, Cause::nothing_found);
  for (const auto cause : k_order) {
    auto evidence = all_is_well();
    bring_about(cause, evidence);
    EXPECT_THAT(named(conclude(evidence)), testing::ElementsAre(cause)) << to_string(cause);
  }
}

TEST(CausePairs, BothAreNamedInTheContractsOrder) {
  int pairs = 0;
  for (std::size_t i = 0; i < k_order.size(); ++i) {
    for (std::size_t j = i + 1; j < k_order.size(); ++j) {
      if (!can_hold_together(k_order[i], k_order[j])) continue;
      auto evidence = all_is_well();
      // An unconfirmed account changes which mail is needed, so it comes first.
      const bool swapped = k_order[j] == Cause::account_unconfirmed;
      bring_about(k_order[swapped ? j : i], evidence);
      bring_about(k_order[swapped ? i : j], evidence);
      const auto diagnosis = conclude(evidence);
      const auto both = std::string{to_string(k_order[i])} + " and " +
                        std::string{to_string(k_order[j])} + ": " + diagnosis.conclusion.summary;
      EXPECT_THAT(named(diagnosis), testing::UnorderedElementsAre(k_order[i], k_order[j])) << both;
      const auto found = problems(diagnosis);
      ASSERT_EQ(found.size(), 2U) << both;
      EXPECT_LT(place(*found[0]), place(*found[1])) << both;
      EXPECT_EQ(diagnosis.conclusion.cause, *found[0]->cause) << both;
      EXPECT_EQ(diagnosis.conclusion.summary,
                capitalized(found[0]->headline) + ", and " + found[1]->headline);
      ++pairs;
    }
  }
  EXPECT_GT(pairs, 80);
}

// A certain cause of the first two groups explains why no reset was asked for, or used.
TEST(CausePairs, AnAccountThatIsKeptOutExcusesAMissingReset) {
  for (const auto first : {Cause::account_blocked, Cause::login_not_activated}) {
    for (const auto excused : {Cause::reset_link_expired, Cause::reset_not_requested}) {
      auto evidence = all_is_well();
      bring_about(first, evidence);
      bring_about(excused, evidence);
      EXPECT_THAT(named(conclude(evidence)), testing::ElementsAre(first)) << to_string(excused);
    }
  }
}

/// Nobody has the address; `row` may wait for it, or be alike.
Evidence without_account(std::vector<Account> rows) {
  auto evidence = sample_evidence();
  evidence.services[0].accounts = found(std::move(rows));
  return evidence;
}

Account waiting_for_jane() {
  auto row = account("9", "old@acme.example");
  row.unconfirmed_email = jane().full();
  return row;
}

TEST(CausePairs, WithoutAnAccountAResetElsewhereIsNamedSecond) {
  const std::vector<std::pair<Cause, std::vector<Account>>> situations = {
      {Cause::no_account, {}},
      {Cause::other_address, {account("5", "jane_doe@acme.example")}},
      {Cause::email_change_unconfirmed, {waiting_for_jane()}}};
  for (const auto& [first, rows] : situations) {
    auto evidence = without_account(rows);
    EXPECT_THAT(named(conclude(evidence)), testing::ElementsAre(first));
    add_mail(evidence, 1, delivered(k_reset, k_now - hours{1}));
    EXPECT_THAT(named(conclude(evidence)),
                testing::ElementsAre(first, Cause::reset_requested_elsewhere));
  }
}

TEST(CausePairs, AnAddressThatWaitsIsNamedBeforeTheFateOfItsConfirmation) {
  const auto at = k_now - hours{1};
  const std::vector<std::pair<Cause, std::vector<MailEvent>>> fates = {
      {Cause::mail_suppressed, suppressed(k_confirmation, at)},
      {Cause::mail_blocked, failed(k_confirmation, at, "espblock", 421)},
      {Cause::mail_bounced, bounced(k_confirmation, at)},
      {Cause::mail_rejected, mail(k_confirmation, at, {MailEventType::rejected})},
      {Cause::mail_delayed, mail(k_confirmation, at, {MailEventType::failed_temporarily})}};
  for (const auto& [second, lines] : fates) {
    auto evidence = without_account({waiting_for_jane()});
    add_mail(evidence, 0, lines);
    EXPECT_THAT(named(conclude(evidence)),
                testing::ElementsAre(Cause::email_change_unconfirmed, second));
  }
}

TEST(CausePairs, WithoutPasswordsTheOtherSitesResetIsNamedBesideTheLink) {
  auto evidence = sample_evidence();
  evidence.services[0].service.sign_in = SignIn::one_time_link;
  evidence.services[0].service.sign_in_link_form = "/customers/sign_in_link/new";
  add_mail(evidence, 1, delivered(k_reset, k_now - hours{1}));
  add_mail(evidence, 0, bounced(k_link, k_now - hours{2}));
  jane_in(evidence).provider = std::string{"saml"};
  const auto diagnosis = conclude(evidence);
  EXPECT_THAT(named(diagnosis),
              testing::ElementsAre(Cause::mail_bounced, Cause::reset_requested_elsewhere));
  ASSERT_EQ(diagnosis.remedies.size(), 1U);
  EXPECT_EQ(diagnosis.remedies[0].id, RemedyId::send_sign_in_link);
}

TEST(CausePairs, ASuppressionIsLiftedBeforeAnythingIsMailed) {
  auto evidence = all_is_well();
  evidence.services[0].accounts = found({unconfirmed(jane_account())});
  evidence.services[0].suppressions = listed({bounce_row(k_now - days{1}, "mailbox disabled")});
  auto diagnosis = conclude(evidence);
  EXPECT_EQ(diagnosis.conclusion.cause, Cause::account_unconfirmed) << "certain before likely";
  ASSERT_EQ(diagnosis.remedies.size(), 2U);
  EXPECT_EQ(diagnosis.remedies[0].id, RemedyId::lift_suppression);
  EXPECT_TRUE(diagnosis.remedies[0].primary);
  EXPECT_EQ(diagnosis.remedies[1].id, RemedyId::resend_confirmation);

  evidence.services[0].suppressions = listed({bounce_row(k_now - days{1}, "5.1.1 user unknown")});
  diagnosis = conclude(evidence);
  EXPECT_EQ(diagnosis.remedies.at(0).id, RemedyId::lift_suppression);
  EXPECT_FALSE(diagnosis.remedies[0].primary) << "there is no such mailbox";
}

}  // namespace
}  // namespace latchkey
