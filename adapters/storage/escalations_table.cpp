#include "adapters/storage/escalations_table.hpp"

#include "adapters/storage/called_people.hpp"
#include "adapters/storage/dialect.hpp"
#include "adapters/storage/replicas_table.hpp"
#include "adapters/storage/stored_time.hpp"

#include <soci/soci.h>

#include <utility>

namespace latchkey::storage {
namespace {

using EscalationRows = soci::rowset<soci::row>;

/// A moment that may be none is 0.
long long stored_or_none(const std::optional<TimePoint>& at) {
  return at ? to_stored(*at) : 0;
}

std::optional<TimePoint> from_stored_or_none(long long stored) {
  if (stored == 0) return std::nullopt;
  return from_stored(stored);
}

const std::string k_select_escalations =
    "SELECT id, channel, thread, diagnosis_id, asked_by, asked_at, reason, status, holder,"
    " changed_by, changed_at, calls, raised, due, shown, incident_status, incident_id,"
    " incident_link, incident_trouble, look_at, version FROM escalations ";

Expected<Escalation> read_escalation(const soci::row& row) {
  const auto id = row.get<std::string>("id");
  const auto status = parse_escalation_status(row.get<std::string>("status"));
  const auto incident = parse_incident_status(row.get<std::string>("incident_status"));
  auto calls = read_calls(row.get<std::string>("calls"));
  if (!status || !incident || !calls || calls->empty()) {
    return Error{ErrorKind::unavailable, "store: escalation " + id + " is none of ours"};
  }
  return Escalation{
      .id = id,
      .channel = row.get<std::string>("channel"),
      .thread = row.get<std::string>("thread"),
      .diagnosis_id = row.get<std::string>("diagnosis_id"),
      .asked_by = row.get<std::string>("asked_by"),
      .asked_at = from_stored(row.get<long long>("asked_at")),
      .reason = row.get<std::string>("reason"),
      .status = *status,
      .holder = row.get<std::string>("holder"),
      .changed_by = row.get<std::string>("changed_by"),
      .changed_at = from_stored(row.get<long long>("changed_at")),
      .calls = std::move(*calls),
      .raised = static_cast<int>(row.get<long long>("raised")),
      .due = from_stored_or_none(row.get<long long>("due")),
      .shown = row.get<long long>("shown") != 0,
      .incident = {*incident, row.get<std::string>("incident_id"),
                   row.get<std::string>("incident_link"), row.get<std::string>("incident_trouble")},
      .look_at = from_stored_or_none(row.get<long long>("look_at")),
      .version = row.get<long long>("version")};
}

Expected<std::optional<Escalation>> first_escalation(const EscalationRows& rows) {
  const auto first = rows.begin();
  if (first == rows.end()) return std::optional<Escalation>{};
  auto escalation = read_escalation(*first);
  if (!escalation) return escalation.error();
  return std::optional<Escalation>{std::move(*escalation)};
}

/// What changes after the beginning, as columns hold it.
struct StoredChange {
  std::string status;
  std::string calls;
  long long changed_at;
  long long raised;
  long long due;
  long long shown;
  std::string incident_status;
  long long look_at;

  explicit StoredChange(const Escalation& from)
      : status(to_string(from.status)),
        calls(to_text(from.calls)),
        changed_at(to_stored(from.changed_at)),
        raised(from.raised),
        due(stored_or_none(from.due)),
        shown(from.shown ? 1 : 0),
        incident_status(to_string(from.incident.status)),
        look_at(stored_or_none(from.look_at)) {}
};

void add_escalation(soci::session& sql, const std::string& me, const Escalation& from) {
  const StoredChange change{from};
  const long long asked_at = to_stored(from.asked_at);
  sql << "INSERT INTO escalations (id, channel, thread, diagnosis_id, asked_by, asked_at, reason,"
         " status, holder, changed_by, changed_at, calls, raised, due, shown, incident_status,"
         " incident_id, incident_link, incident_trouble, look_at, version, owner)"
         " VALUES (:id, :channel, :thread, :diagnosis_id, :asked_by, :asked_at, :reason, :status,"
         " :holder, :changed_by, :changed_at, :calls, :raised, :due, :shown, :incident_status,"
         " :incident_id, :incident_link, :incident_trouble, :look_at, :version, :me)",
      soci::use(from.id, "id"), soci::use(from.channel, "channel"),
      soci::use(from.thread, "thread"), soci::use(from.diagnosis_id, "diagnosis_id"),
      soci::use(from.asked_by, "asked_by"), soci::use(asked_at, "asked_at"),
      soci::use(from.reason, "reason"), soci::use(change.status, "status"),
      soci::use(from.holder, "holder"), soci::use(from.changed_by, "changed_by"),
      soci::use(change.changed_at, "changed_at"), soci::use(change.calls, "calls"),
      soci::use(change.raised, "raised"), soci::use(change.due, "due"),
      soci::use(change.shown, "shown"), soci::use(change.incident_status, "incident_status"),
      soci::use(from.incident.id, "incident_id"), soci::use(from.incident.link, "incident_link"),
      soci::use(from.incident.trouble, "incident_trouble"), soci::use(change.look_at, "look_at"),
      soci::use(from.version, "version"), soci::use(me, "me");
}

}  // namespace

Expected<Escalation> add_unless_open(soci::session& sql, const std::string& me,
                                     const Escalation& escalation) {
  // Its own row first: it may have been begun, and even ended, before a crash.
  auto known = escalation_of(sql, escalation.id);
  if (!known) return known.error();
  if (*known) return std::move(**known);
  const EscalationRows rows =
      (sql.prepare << k_select_escalations +
                          "WHERE channel = :channel AND thread = :thread AND status <> 'resolved'",
       soci::use(escalation.channel, "channel"), soci::use(escalation.thread, "thread"));
  auto open = first_escalation(rows);
  if (!open) return open.error();
  if (*open) return std::move(**open);
  add_escalation(sql, me, escalation);
  return escalation;
}

Expected<std::optional<Escalation>> escalation_of(soci::session& sql, const std::string& id) {
  const EscalationRows rows =
      (sql.prepare << k_select_escalations + "WHERE id = :id", soci::use(id, "id"));
  return first_escalation(rows);
}

Expected<std::optional<Escalation>> newest_escalation_in(soci::session& sql,
                                                         const std::string& channel,
                                                         const std::string& thread) {
  const EscalationRows rows = (sql.prepare << k_select_escalations +
                                                  "WHERE channel = :channel AND thread = :thread"
                                                  " ORDER BY asked_at DESC LIMIT 1",
                               soci::use(channel, "channel"), soci::use(thread, "thread"));
  return first_escalation(rows);
}

bool replace_unless_changed(soci::session& sql, const Escalation& from) {
  const StoredChange change{from};
  long long version = 0;
  sql << "UPDATE escalations SET status = :status, holder = :holder, changed_by = :changed_by,"
         " changed_at = :changed_at, calls = :calls, raised = :raised, due = :due, shown = :shown,"
         " incident_status = :incident_status, incident_id = :incident_id,"
         " incident_link = :incident_link, incident_trouble = :incident_trouble,"
         " look_at = :look_at, version = version + 1"
         " WHERE id = :id AND version = :version RETURNING version",
      soci::use(change.status, "status"), soci::use(from.holder, "holder"),
      soci::use(from.changed_by, "changed_by"), soci::use(change.changed_at, "changed_at"),
      soci::use(change.calls, "calls"), soci::use(change.raised, "raised"),
      soci::use(change.due, "due"), soci::use(change.shown, "shown"),
      soci::use(change.incident_status, "incident_status"),
      soci::use(from.incident.id, "incident_id"), soci::use(from.incident.link, "incident_link"),
      soci::use(from.incident.trouble, "incident_trouble"), soci::use(change.look_at, "look_at"),
      soci::use(from.id, "id"), soci::use(from.version, "version"), soci::into(version);
  return sql.got_data();
}

Expected<std::vector<Escalation>> escalations_due(soci::session& sql, const std::string& me,
                                                  std::size_t most) {
  const auto limit = static_cast<long long>(most);
  take_over(sql, me, {"escalations", "id", "look_at <> 0", "look_at, id"}, most);
  const EscalationRows rows =
      (sql.prepare << k_select_escalations +
                          "WHERE look_at <> 0 AND owner = :me ORDER BY look_at, id LIMIT :most",
       soci::use(me, "me"), soci::use(limit, "most"));
  std::vector<Escalation> due;
  for (const auto& row : rows) {
    // One of a later release must not keep the others from being called.
    if (auto escalation = read_escalation(row)) due.push_back(std::move(*escalation));
  }
  return due;
}

void forget_escalations(soci::session& sql, TimePoint oldest) {
  const long long before = to_stored(oldest);
  sql << "DELETE FROM escalations WHERE asked_at < :before", soci::use(before, "before");
}

void forget_reasons_about(soci::session& sql, const EmailAddress& customer) {
  const std::string& email = customer.full();
  sql << "UPDATE escalations SET reason = '' WHERE " + holds_address("reason") +
             " OR diagnosis_id IN (SELECT id FROM diagnoses WHERE email = :email)",
      soci::use(email, "email");
}

}  // namespace latchkey::storage
