#include "adapters/storage/remedy_attempts_table.hpp"

#include "adapters/storage/dialect.hpp"
#include "adapters/storage/stored_time.hpp"

#include <soci/soci.h>

#include <algorithm>
#include <array>

namespace latchkey::storage {
namespace {

/// A word that a later release wrote reads as the careful one: a mail may have left.
RemedyOutcome outcome_named(const std::string& name) {
  static constexpr std::array k_all = {RemedyOutcome::proposed,
                                       RemedyOutcome::in_progress,
                                       RemedyOutcome::accepted,
                                       RemedyOutcome::accepted_unproven,
                                       RemedyOutcome::already_confirmed,
                                       RemedyOutcome::unknown_address,
                                       RemedyOutcome::lifted,
                                       RemedyOutcome::looked_up,
                                       RemedyOutcome::put_back,
                                       RemedyOutcome::uncertain,
                                       RemedyOutcome::failed,
                                       RemedyOutcome::dry_run};
  const auto* found = std::find_if(k_all.begin(), k_all.end(), [&](RemedyOutcome outcome) {
    return to_string(outcome) == name;
  });
  return found != k_all.end() ? *found : RemedyOutcome::uncertain;
}

/// The newest attempt under the same diagnosis and remedy of which `also` (SQL) holds.
std::optional<RemedyAlreadyBegun> newest_attempt(soci::session& sql, const RemedyAttempt& attempt,
                                                 const std::string& also) {
  const std::string remedy{to_string(attempt.remedy)};
  RemedyAlreadyBegun newest;
  long long at = 0;
  std::string outcome;
  sql << "SELECT attempt, begun_by, begun_at, outcome, press FROM remedy_attempts"
         " WHERE diagnosis_id = :diagnosis AND remedy = :remedy " +
             also + " ORDER BY attempt DESC LIMIT 1",
      soci::use(attempt.diagnosis_id, "diagnosis"), soci::use(remedy, "remedy"),
      soci::into(newest.attempt), soci::into(newest.by), soci::into(at), soci::into(outcome),
      soci::into(newest.press);
  if (!sql.got_data()) return std::nullopt;
  newest.at = from_stored(at);
  newest.outcome = outcome_named(outcome);
  return newest;
}

}  // namespace

std::optional<RemedyAlreadyBegun> earlier_press(soci::session& sql, const RemedyAttempt& attempt) {
  return newest_attempt(sql, attempt, "AND mail_may_have_left = 1");
}

std::optional<RemedyAlreadyBegun> open_proposal(soci::session& sql, const RemedyAttempt& attempt) {
  auto newest = newest_attempt(sql, attempt, "");
  if (newest && newest->outcome != RemedyOutcome::proposed) return std::nullopt;
  return newest;
}

MailTimes mail_times(soci::session& sql, const std::string& recipient, const std::string& asked,
                     TimePoint after) {
  const long long from = to_stored(after);
  const std::string resend{to_string(RemedyId::resend_confirmation)};
  MailTimes times;
  std::string remedy;
  long long at = 0;
  soci::statement statement =
      (sql.prepare << "SELECT remedy, begun_at FROM remedy_attempts"
                      " WHERE (customer = :recipient OR (customer = :asked AND remedy = :resend))"
                      " AND begun_at > :from AND mail_may_have_left = 1",
       soci::use(recipient, "recipient"), soci::use(asked, "asked"), soci::use(resend, "resend"),
       soci::use(from, "from"), soci::into(remedy), soci::into(at));
  statement.execute();
  while (statement.fetch()) {
    // One of a later release counts: it may have sent a mail.
    const auto known = parse_remedy(remedy);
    if (!known || sends_mail(*known)) times.push_back(from_stored(at));
  }
  return times;
}

long long add(soci::session& sql, const RemedyAttempt& attempt, const std::string& recipient,
              RemedyOutcome stands) {
  const std::string remedy{to_string(attempt.remedy)};
  const std::string outcome{to_string(stands)};
  const int effect = may_have_taken_effect(stands) ? 1 : 0;
  const long long at = to_stored(attempt.at);
  long long number = 0;
  sql << "INSERT INTO remedy_attempts (diagnosis_id, remedy, customer, begun_by, begun_at, outcome,"
         " mail_may_have_left, press)"
         " VALUES (:diagnosis, :remedy, :customer, :by, :at, :outcome, :effect, :press)"
         " RETURNING attempt",
      soci::use(attempt.diagnosis_id, "diagnosis"), soci::use(remedy, "remedy"),
      soci::use(recipient, "customer"), soci::use(attempt.by, "by"), soci::use(at, "at"),
      soci::use(outcome, "outcome"), soci::use(effect, "effect"), soci::use(attempt.press, "press"),
      soci::into(number);
  return number;
}

Expected<bool> set_outcome(soci::session& sql, long long attempt, RemedyOutcome outcome) {
  const std::string name{to_string(outcome)};
  const int mail = may_have_taken_effect(outcome) ? 1 : 0;
  std::string former;
  sql << "SELECT outcome FROM remedy_attempts WHERE attempt = :attempt",
      soci::use(attempt, "attempt"), soci::into(former);
  if (!sql.got_data()) {
    return Error{ErrorKind::not_found, "store: no attempt number " + std::to_string(attempt)};
  }
  sql << "UPDATE remedy_attempts SET outcome = :outcome, mail_may_have_left = :mail"
         " WHERE attempt = :attempt",
      soci::use(name, "outcome"), soci::use(mail, "mail"), soci::use(attempt, "attempt");
  return name != former;
}

Expected<void> set_note(soci::session& sql, long long attempt, const std::string& note) {
  long long changed = 0;
  sql << "UPDATE remedy_attempts SET note = :note WHERE attempt = :attempt RETURNING attempt",
      soci::use(note, "note"), soci::use(attempt, "attempt"), soci::into(changed);
  if (sql.got_data()) return {};
  return Error{ErrorKind::not_found, "store: no attempt number " + std::to_string(attempt)};
}

std::vector<RemedyPress> presses_under(soci::session& sql, const std::string& diagnosis_id) {
  std::vector<RemedyPress> presses;
  std::string remedy;
  std::string by;
  long long at = 0;
  std::string outcome;
  std::string press;
  std::string note;
  soci::statement statement =
      (sql.prepare << "SELECT remedy, begun_by, begun_at, outcome, press, note FROM remedy_attempts"
                      " WHERE diagnosis_id = :diagnosis ORDER BY attempt",
       soci::use(diagnosis_id, "diagnosis"), soci::into(remedy), soci::into(by), soci::into(at),
       soci::into(outcome), soci::into(press), soci::into(note));
  statement.execute();
  while (statement.fetch()) {
    if (const auto known = parse_remedy(remedy)) {
      presses.push_back({*known, by, from_stored(at), outcome_named(outcome), press, note});
    }
  }
  return presses;
}

void forget_attempts(soci::session& sql, TimePoint oldest) {
  const long long before = to_stored(oldest);
  sql << "DELETE FROM remedy_attempts WHERE begun_at < :before", soci::use(before, "before");
}

long long unname_attempts_of(soci::session& sql, const EmailAddress& customer,
                             const std::string& digest) {
  const std::string& email = customer.full();
  // A mail may have gone to another address than the one that was asked about.
  const std::string of_customer =
      " WHERE customer = :digest OR diagnosis_id IN (SELECT id FROM diagnoses WHERE email = "
      ":email)";
  long long count = 0;
  sql << "SELECT COUNT(*) FROM remedy_attempts" + of_customer, soci::use(digest, "digest"),
      soci::use(email, "email"), soci::into(count);
  sql << "UPDATE remedy_attempts SET note = '', diagnosis_id = 'forgotten ' || attempt" +
             of_customer,
      soci::use(digest, "digest"), soci::use(email, "email");
  sql << "UPDATE remedy_attempts SET note = '' WHERE " + holds_address("note"),
      soci::use(email, "email");
  return count;
}

void forget_unnamed_attempts(soci::session& sql, TimePoint oldest) {
  const long long before = to_stored(oldest);
  sql << "DELETE FROM remedy_attempts WHERE begun_at < :before"
         " AND diagnosis_id LIKE 'forgotten %'",
      soci::use(before, "before");
}

}  // namespace latchkey::storage
