#include "adapters/storage/diagnoses_table.hpp"

#include "adapters/storage/dialect.hpp"
#include "adapters/storage/stored_time.hpp"

#include <soci/soci.h>

#include <chrono>
#include <sstream>
#include <utility>

namespace latchkey::storage {
namespace {

/// "resend_confirmation send_password_reset"
std::string joined(const std::vector<RemedyId>& remedies) {
  std::string text;
  for (const RemedyId remedy : remedies) {
    if (!text.empty()) text += ' ';
    text += to_string(remedy);
  }
  return text;
}

/// Leaves out what it does not know: a remedy that a later release offered.
std::vector<RemedyId> split(const std::string& text) {
  std::vector<RemedyId> remedies;
  std::istringstream words{text};
  for (std::string word; words >> word;) {
    if (const auto remedy = parse_remedy(word)) remedies.push_back(*remedy);
  }
  return remedies;
}

constexpr const char* k_select =
    "SELECT id, email, service, asked_by, asked_at, channel, cause, offered, since, root, thread,"
    " partial, details FROM diagnoses ";

/// `unavailable` where what is stored is none of ours.
Expected<DiagnosisRecord> record_of(const soci::row& row) {
  const auto id = row.get<std::string>("id");
  const auto address = EmailAddress::parse(row.get<std::string>("email"));
  if (!address) {
    return Error{ErrorKind::unavailable, "store: diagnosis " + id + " holds no mail address"};
  }
  return DiagnosisRecord{.id = id,
                         .email = *address,
                         .service = row.get<std::string>("service"),
                         .asked_by = row.get<std::string>("asked_by"),
                         .asked_at = from_stored(row.get<long long>("asked_at")),
                         .channel = row.get<std::string>("channel"),
                         .cause = row.get<std::string>("cause"),
                         .offered = split(row.get<std::string>("offered")),
                         .since = std::chrono::seconds{row.get<long long>("since")},
                         .root = row.get<std::string>("root"),
                         .thread = row.get<std::string>("thread"),
                         .partial = row.get<long long>("partial") != 0,
                         .details = row.get<std::string>("details")};
}

using Rows = soci::rowset<soci::row>;

Expected<std::optional<DiagnosisRecord>> first_of(const Rows& rows) {
  const auto first = rows.begin();
  if (first == rows.end()) return std::optional<DiagnosisRecord>{};
  auto record = record_of(*first);
  if (!record) return record.error();
  return std::optional<DiagnosisRecord>{std::move(*record)};
}

}  // namespace

void save(soci::session& sql, const DiagnosisRecord& record) {
  const std::string email = record.email.full();
  const std::string offered = joined(record.offered);
  const long long asked_at = to_stored(record.asked_at);
  const long long since = record.since.count();
  const long long partial = record.partial ? 1 : 0;
  sql << "INSERT INTO diagnoses (id, email, service, asked_by, asked_at, channel, cause, offered,"
         " since, root, thread, partial, details)"
         " VALUES (:id, :email, :service, :asked_by, :asked_at, :channel, :cause, :offered, :since,"
         " :root, :thread, :partial, :details)"
         " ON CONFLICT (id) DO UPDATE SET email = excluded.email, service = excluded.service,"
         " asked_by = excluded.asked_by, asked_at = excluded.asked_at,"
         " channel = excluded.channel, cause = excluded.cause, offered = excluded.offered,"
         " since = excluded.since, root = excluded.root, thread = excluded.thread,"
         " partial = excluded.partial, details = excluded.details",
      soci::use(record.id, "id"), soci::use(email, "email"), soci::use(record.service, "service"),
      soci::use(record.asked_by, "asked_by"), soci::use(asked_at, "asked_at"),
      soci::use(record.channel, "channel"), soci::use(record.cause, "cause"),
      soci::use(offered, "offered"), soci::use(since, "since"), soci::use(record.root, "root"),
      soci::use(record.thread, "thread"), soci::use(partial, "partial"),
      soci::use(record.details, "details");
}

Expected<std::optional<DiagnosisRecord>> load(soci::session& sql, const std::string& id) {
  const Rows rows = (sql.prepare << std::string{k_select} + "WHERE id = :id", soci::use(id, "id"));
  return first_of(rows);
}

Expected<std::optional<DiagnosisRecord>> load_same(soci::session& sql, const DiagnosisRecord& asked,
                                                   TimePoint since) {
  const std::string email = asked.email.full();
  const long long from = to_stored(since);
  const long long reach = asked.since.count();
  const Rows rows =
      (sql.prepare << std::string{k_select} +
                          "WHERE email = :email AND asked_at >= :from AND service = :service"
                          " AND channel = :channel AND since = :reach AND partial = 0"
                          " AND root <> '' AND id <> :id ORDER BY asked_at DESC LIMIT 1",
       soci::use(email, "email"), soci::use(from, "from"), soci::use(asked.service, "service"),
       soci::use(asked.channel, "channel"), soci::use(reach, "reach"), soci::use(asked.id, "id"));
  return first_of(rows);
}

Expected<std::optional<DiagnosisRecord>> load_newest_in(soci::session& sql,
                                                        const std::string& channel,
                                                        const std::string& thread) {
  const Rows rows = (sql.prepare << std::string{k_select} +
                                        "WHERE channel = :channel AND thread = :thread"
                                        " ORDER BY asked_at DESC LIMIT 1",
                     soci::use(channel, "channel"), soci::use(thread, "thread"));
  return first_of(rows);
}

Expected<std::vector<DiagnosisRecord>> load_newest(soci::session& sql, const std::string& asked_by,
                                                   std::size_t most) {
  const auto limit = static_cast<long long>(most);
  const Rows rows = (sql.prepare << std::string{k_select} +
                                        "WHERE asked_by = :asked_by AND root <> ''"
                                        " ORDER BY asked_at DESC LIMIT :most",
                     soci::use(asked_by, "asked_by"), soci::use(limit, "most"));
  std::vector<DiagnosisRecord> records;
  for (const auto& row : rows) {
    auto record = record_of(row);
    if (!record) return record.error();
    records.push_back(std::move(*record));
  }
  return records;
}

void forget_details(soci::session& sql, TimePoint oldest) {
  const long long before = to_stored(oldest);
  sql << "UPDATE diagnoses SET details = '' WHERE asked_at < :before AND details <> ''",
      soci::use(before, "before");
}

void forget_diagnoses(soci::session& sql, TimePoint oldest) {
  const long long before = to_stored(oldest);
  sql << "DELETE FROM diagnoses WHERE asked_at < :before", soci::use(before, "before");
}

std::vector<ForgottenCustomer::Message> messages_about(soci::session& sql,
                                                       const EmailAddress& customer) {
  const std::string& email = customer.full();
  std::vector<ForgottenCustomer::Message> messages;
  ForgottenCustomer::Message message;
  long long asked_at = 0;
  soci::statement statement =
      (sql.prepare << "SELECT channel, root, asked_at FROM diagnoses WHERE root <> ''"
                      " AND (email = :email OR " +
                          holds_address("details") + ") ORDER BY asked_at",
       soci::use(email, "email"), soci::into(message.channel), soci::into(message.root),
       soci::into(asked_at));
  statement.execute();
  while (statement.fetch()) {
    message.asked_at = from_stored(asked_at);
    messages.push_back(message);
  }
  return messages;
}

long long forget_diagnoses_of(soci::session& sql, const EmailAddress& customer) {
  const std::string& email = customer.full();
  long long count = 0;
  sql << "SELECT COUNT(*) FROM diagnoses WHERE email = :email", soci::use(email, "email"),
      soci::into(count);
  sql << "DELETE FROM diagnoses WHERE email = :email", soci::use(email, "email");
  sql << "UPDATE diagnoses SET details = '' WHERE " + holds_address("details"),
      soci::use(email, "email");
  return count;
}

}  // namespace latchkey::storage
