// What must hold of every diagnosis, tried on all combinations of the ways in which the questions
// about accounts and mail can be answered, and on evidence made up from seeds, in which everything
// may be so or otherwise.
#include "core/diagnosis/conclusion.hpp"
#include "tests/doubles/random_evidence.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace latchkey {
namespace {

using namespace doubles;

std::vector<Expected<AccountsFound>> account_answers_here() {
  auto signed_in = jane_account();
  signed_in.current_sign_in_at = k_now - hours{2};
  auto noted = jane_account();
  noted.reset_password_sent_at = k_now - hours{3};
  auto changing = jane_account();
  changing.unconfirmed_email = std::string{"jane@new.example"};
  auto waiting = account("9", "old@acme.example");
  waiting.unconfirmed_email = jane().full();
  auto capitals = account("1", "Jane.Doe@acme.example");
  return {timed_out("CustomersDot"),
          found({}),
          found({jane_account(), capitals}),
          found({signed_in}),
          found({noted}),
          found({unconfirmed(jane_account()), account("5", "jane_doe@acme.example")}),
          found({changing, waiting}),
          found({waiting, account("6", "janedoe@acme.example", "Bob Ray")}),
          found({account("5", "jane_doe@acme.example"), account("6", "janedoe@acme.example")})};
}

std::vector<Expected<AccountsFound>> account_answers_there() {
  return {timed_out("GitLab.com"), found({}), found({jane_account()}),
          found({account("5", "jane_doe@acme.example"), account("6", "janedoe@acme.example")})};
}

std::vector<Expected<MailHistory>> mail_answers(const std::string& system, std::size_t count = 6) {
  auto cut = history({delivered("Your invoice", k_now - days{1})});
  cut.complete = false;
  std::vector<Expected<MailHistory>> answers = {
      timed_out(system),
      history({}),
      history({delivered(k_reset, k_now - hours{2})}),
      cut,
      history({delivered(k_reset, k_now - days{3}), delivered(k_reset, k_now - hours{4})}),
      history({delivered(k_confirmation, k_now - days{2}),
               mail(k_reset, k_now - days{5}, {MailEventType::rejected})})};
  answers.resize(count, history({}));
  return answers;
}

std::vector<Evidence> all_evidence() {
  std::vector<Evidence> all;
  for (const auto& accounts_here : account_answers_here()) {
    for (const auto& mail_here : mail_answers("Mail log of customers.gitlab.com")) {
      // Fewer ways on the other service, which the checks read in fewer ways.
      for (const auto& accounts_there : account_answers_there()) {
        for (const auto& mail_there : mail_answers("Mail log of mg.gitlab.com", 4)) {
          auto evidence = sample_evidence();
          evidence.services[0].accounts = accounts_here;
          evidence.services[0].mail = mail_here;
          evidence.services[1].accounts = accounts_there;
          evidence.services[1].mail = mail_there;
          all.push_back(std::move(evidence));
        }
      }
    }
  }
  constexpr unsigned k_seeds = 600;
  for (unsigned seed = 0; seed < k_seeds; ++seed) all.push_back(random_evidence(seed));
  return all;
}

/// The same evidence with one more question unanswered, for each that was answered.
std::vector<Evidence> with_one_less(const Evidence& evidence) {
  std::vector<Evidence> all;
  for (std::size_t i = 0; i < evidence.services.size(); ++i) {
    const auto& name = evidence.services[i].service.name;
    if (evidence.services[i].accounts) {
      all.push_back(evidence);
      all.back().services[i].accounts = timed_out(name);
    }
    if (evidence.services[i].mail) {
      all.push_back(evidence);
      all.back().services[i].mail = timed_out("Mail log of " + name);
    }
    if (evidence.services[i].suppressions) {
      all.push_back(evidence);
      all.back().services[i].suppressions = timed_out("Suppression lists of " + name);
    }
  }
  return all;
}

std::map<Cause, Confidence> causes(const Diagnosis& diagnosis) {
  std::map<Cause, Confidence> found_causes;
  for (const auto& finding : diagnosis.findings) {
    if (finding.cause) found_causes.emplace(*finding.cause, finding.confidence);
  }
  return found_causes;
}

/// How sure these causes make this one at most. That no row has the address is one fact with two
/// names: whose a similar address is, its score says, and a name known elsewhere moves that.
Confidence limit_of(Cause cause, const std::map<Cause, Confidence>& causes) {
  if (const auto same = causes.find(cause); same != causes.end()) return same->second;
  constexpr std::array k_no_row = {Cause::no_account, Cause::other_address};
  if (std::find(k_no_row.begin(), k_no_row.end(), cause) == k_no_row.end()) {
    return Confidence::possible;
  }
  const auto other_name = causes.find(cause == k_no_row[0] ? k_no_row[1] : k_no_row[0]);
  return other_name == causes.end() ? Confidence::possible : other_name->second;
}

/// Everything that is said, as one text to compare.
std::string all_words(const Diagnosis& diagnosis) {
  std::string text = diagnosis.conclusion.summary;
  for (const auto& finding : diagnosis.findings) {
    text +=
        "\n" + finding.check + " " + std::string{to_string(finding.status)} + " " + finding.summary;
    for (const auto& line : finding.evidence) text += "\n  " + line.source + " " + line.what;
  }
  for (const auto& other : diagnosis.other_accounts) text += "\n" + other.email + other.reason;
  for (const auto& entry : diagnosis.timeline) {
    text += "\n" + format_rfc3339(entry.at) + entry.source + entry.what;
  }
  for (const auto& remedy : diagnosis.remedies) text += "\n" + std::string{to_string(remedy.id)};
  return text;
}

Evidence shuffled(Evidence evidence) {
  for (auto& service : evidence.services) {
    if (service.accounts)
      std::reverse(service.accounts->rows.begin(), service.accounts->rows.end());
    if (service.suppressions) {
      std::reverse(service.suppressions->rows.begin(), service.suppressions->rows.end());
    }
    if (service.mail) std::reverse(service.mail->events.begin(), service.mail->events.end());
  }
  return evidence;
}

// "Never wrong by omission": a cause that all answers together name is not named more surely with
// one of them missing, and one that only then comes up is a possibility at most.
TEST(ConclusionProperties, AMissingAnswerNeverRaisesConfidence) {
  for (const auto& evidence : all_evidence()) {
    const auto full = causes(conclude(evidence));
    for (const auto& less : with_one_less(evidence)) {
      for (const auto& [cause, confidence] : causes(conclude(less))) {
        ASSERT_GE(confidence, limit_of(cause, full))
            << to_string(cause) << "\nall answered: " << all_words(conclude(evidence))
            << "\none less: " << all_words(conclude(less));
      }
    }
  }
}

TEST(ConclusionProperties, AMissingAnswerIsAlwaysSaid) {
  for (const auto& evidence : all_evidence()) {
    const auto diagnosis = conclude(evidence);
    for (const auto& service : evidence.services) {
      for (const auto& why : {service.accounts ? "" : service.accounts.error().what,
                              service.mail ? "" : service.mail.error().what,
                              service.suppressions ? "" : service.suppressions.error().what}) {
        if (why.empty()) continue;
        ASSERT_EQ(std::count_if(diagnosis.unanswered.begin(), diagnosis.unanswered.end(),
                                [&](const Unanswered& line) { return line.why == why; }),
                  1)
            << why;
      }
    }
    const bool nothing_found = diagnosis.conclusion.cause == Cause::nothing_found;
    ASSERT_FALSE(nothing_found && !diagnosis.unanswered.empty());
  }
}

TEST(ConclusionProperties, AMissingAnswerNeverTurnsAProblemIntoNothingFound) {
  for (const auto& evidence : all_evidence()) {
    for (const auto& less : with_one_less(evidence)) {
      ASSERT_NE(conclude(less).conclusion.cause, Cause::nothing_found)
          << all_words(conclude(evidence));
    }
  }
}

TEST(ConclusionProperties, TheOrderOfRowsAndLinesDoesNotMatter) {
  for (const auto& evidence : all_evidence()) {
    ASSERT_EQ(all_words(conclude(evidence)), all_words(conclude(shuffled(evidence))));
  }
}

TEST(ConclusionProperties, FindingsStandInTheContractsOrder) {
  for (const auto& evidence : all_evidence()) {
    const auto diagnosis = conclude(evidence);
    const bool has_account =
        !evidence.services[0].accounts || account_of(evidence.services[0], evidence.asked);
    const Finding* before = nullptr;
    for (const auto& finding : diagnosis.findings) {
      ASSERT_EQ(finding.status == Status::problem, finding.cause.has_value());
      ASSERT_EQ(finding.status == Status::problem, !finding.headline.empty());
      if (before && finding.cause) {
        ASSERT_EQ(before->status, Status::problem);
        ASSERT_LE(before->confidence, finding.confidence);
        if (before->confidence == finding.confidence) {
          ASSERT_LT(rank(*before->cause, has_account), rank(*finding.cause, has_account));
        }
      }
      before = &finding;
    }
    const auto& first = diagnosis.findings.front();
    ASSERT_TRUE(!first.cause || diagnosis.conclusion.cause == *first.cause);
  }
}

TEST(ConclusionProperties, ResetNotRequestedIsNeverCertainWhileTheNewestMailIsNotVisible) {
  for (const auto& evidence : all_evidence()) {
    const auto named = causes(conclude(evidence));
    const auto found_cause = named.find(Cause::reset_not_requested);
    ASSERT_TRUE(found_cause == named.end() || found_cause->second != Confidence::certain);
  }
}

}  // namespace
}  // namespace latchkey
