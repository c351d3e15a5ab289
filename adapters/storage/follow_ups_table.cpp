#include "adapters/storage/follow_ups_table.hpp"

#include "adapters/storage/dialect.hpp"
#include "adapters/storage/replicas_table.hpp"
#include "adapters/storage/stored_time.hpp"

#include <soci/soci.h>

#include <algorithm>
#include <optional>

namespace latchkey::storage {
namespace {

/// How an ending is spread over columns.
struct StoredEnding {
  std::string end;
  long long at = 0;
  std::string host;
  std::string reason;

  /// Nothing while it is looked for, or where a later release wrote a word of its own.
  [[nodiscard]] std::optional<MailEnding> read() const {
    const auto known = parse_mail_end(end);
    if (!known) return std::nullopt;
    return MailEnding{*known, from_stored(at), host, reason};
  }
};

Error not_followed(long long attempt) {
  return {ErrorKind::not_found, "store: attempt " + std::to_string(attempt) + " is not followed"};
}

Expected<void> changed_or_not_found(soci::session& sql, long long attempt) {
  if (sql.got_data()) return {};
  return not_followed(attempt);
}

}  // namespace

void begin_follow_up(soci::session& sql, const std::string& me, long long attempt,
                     const FollowUpOrder& order) {
  const std::string recipient = order.recipient.full();
  const long long look_at = to_stored(order.look_at);
  sql << "INSERT INTO follow_ups (attempt, recipient, channel, thread, message, look_at, owner)"
         " VALUES (:attempt, :recipient, :channel, :thread, :message, :look_at, :me)"
         " ON CONFLICT (attempt) DO NOTHING",
      soci::use(attempt, "attempt"), soci::use(recipient, "recipient"),
      soci::use(order.place.channel, "channel"), soci::use(order.place.thread, "thread"),
      soci::use(order.place.message, "message"), soci::use(look_at, "look_at"), soci::use(me, "me");
}

std::vector<FollowUp> follow_ups_to_look_at(soci::session& sql, const std::string& me,
                                            std::size_t most) {
  const auto limit = static_cast<long long>(most);
  take_over(sql, me, {"follow_ups", "attempt", "told = 0", "look_at, attempt"}, most);
  const soci::rowset<soci::row> rows =
      (sql.prepare << "SELECT f.attempt, a.press, a.diagnosis_id, a.remedy, a.begun_by, a.begun_at,"
                      " f.recipient, f.channel, f.thread, f.message, f.look_at, f.ending,"
                      " f.ended_at, f.host, f.reason FROM follow_ups f"
                      " JOIN remedy_attempts a ON a.attempt = f.attempt"
                      " WHERE f.told = 0 AND f.owner = :me"
                      " ORDER BY f.look_at, f.attempt LIMIT :most",
       soci::use(me, "me"), soci::use(limit, "most"));
  std::vector<FollowUp> open;
  for (const auto& row : rows) {
    const auto remedy = parse_remedy(row.get<std::string>("remedy"));
    const auto recipient = EmailAddress::parse(row.get<std::string>("recipient"));
    if (!remedy || !recipient) continue;
    const StoredEnding ending{row.get<std::string>("ending"), row.get<long long>("ended_at"),
                              row.get<std::string>("host"), row.get<std::string>("reason")};
    open.push_back({.attempt = row.get<long long>("attempt"),
                    .press = row.get<std::string>("press"),
                    .diagnosis_id = row.get<std::string>("diagnosis_id"),
                    .remedy = *remedy,
                    .by = row.get<std::string>("begun_by"),
                    .asked_at = from_stored(row.get<long long>("begun_at")),
                    .recipient = *recipient,
                    .place = {row.get<std::string>("channel"), row.get<std::string>("thread"),
                              row.get<std::string>("message")},
                    .look_at = from_stored(row.get<long long>("look_at")),
                    .ending = ending.read()});
  }
  return open;
}

std::size_t count_open_follow_ups(soci::session& sql, const std::string& me) {
  long long count = 0;
  sql << "SELECT COUNT(*) FROM follow_ups WHERE told = 0"
         " AND (owner = :me OR owner NOT IN (SELECT id FROM replicas))",
      soci::use(me, "me"), soci::into(count);
  return static_cast<std::size_t>(count);
}

Expected<void> set_look(soci::session& sql, long long attempt, TimePoint at) {
  const long long look_at = to_stored(at);
  long long changed = 0;
  sql << "UPDATE follow_ups SET look_at = :at WHERE attempt = :attempt RETURNING attempt",
      soci::use(look_at, "at"), soci::use(attempt, "attempt"), soci::into(changed);
  return changed_or_not_found(sql, attempt);
}

Expected<bool> set_ending(soci::session& sql, long long attempt, const MailEnding& ending) {
  const std::string end{to_string(ending.end)};
  const long long at = to_stored(ending.at);
  std::string former;
  sql << "SELECT ending FROM follow_ups WHERE attempt = :attempt", soci::use(attempt, "attempt"),
      soci::into(former);
  if (!sql.got_data()) return not_followed(attempt);
  sql << "UPDATE follow_ups SET ending = :end, ended_at = :at, host = :host, reason = :reason"
         " WHERE attempt = :attempt",
      soci::use(end, "end"), soci::use(at, "at"), soci::use(ending.host, "host"),
      soci::use(ending.reason, "reason"), soci::use(attempt, "attempt");
  return end != former;
}

Expected<void> set_told(soci::session& sql, long long attempt) {
  long long changed = 0;
  sql << "UPDATE follow_ups SET told = 1, recipient = '' WHERE attempt = :attempt"
         " RETURNING attempt",
      soci::use(attempt, "attempt"), soci::into(changed);
  return changed_or_not_found(sql, attempt);
}

void add_endings(soci::session& sql, const std::string& diagnosis_id,
                 std::vector<RemedyPress>& presses) {
  std::string press;
  StoredEnding ending;
  soci::statement statement =
      (sql.prepare << "SELECT a.press, f.ending, f.ended_at, f.host, f.reason FROM follow_ups f"
                      " JOIN remedy_attempts a ON a.attempt = f.attempt"
                      " WHERE a.diagnosis_id = :diagnosis",
       soci::use(diagnosis_id, "diagnosis"), soci::into(press), soci::into(ending.end),
       soci::into(ending.at), soci::into(ending.host), soci::into(ending.reason));
  statement.execute();
  while (statement.fetch()) {
    // The last attempt of a press: an earlier one failed, so that no mail was to be followed.
    const auto its = std::find_if(presses.rbegin(), presses.rend(),
                                  [&](const RemedyPress& other) { return other.press == press; });
    if (its == presses.rend()) continue;
    its->followed = true;
    its->ending = ending.read();
  }
}

void forget_follow_ups(soci::session& sql, TimePoint oldest) {
  const long long before = to_stored(oldest);
  sql << "DELETE FROM follow_ups WHERE attempt IN"
         " (SELECT attempt FROM remedy_attempts WHERE begun_at < :before)",
      soci::use(before, "before");
}

void forget_follow_ups_of(soci::session& sql, const EmailAddress& customer) {
  const std::string& email = customer.full();
  sql << "DELETE FROM follow_ups WHERE recipient = :email OR attempt IN"
         " (SELECT a.attempt FROM remedy_attempts a JOIN diagnoses d ON d.id = a.diagnosis_id"
         " WHERE d.email = :email)",
      soci::use(email, "email");
  sql << "UPDATE follow_ups SET reason = '' WHERE " + holds_address("reason"),
      soci::use(email, "email");
}

}  // namespace latchkey::storage
