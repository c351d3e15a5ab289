#include "adapters/storage/diagnoses_table.hpp"

#include "adapters/storage/stored_time.hpp"

#include <soci/soci.h>

#include <sstream>

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

}  // namespace

void save(soci::session& sql, const DiagnosisRecord& record) {
  const std::string email = record.email.full();
  const std::string offered = joined(record.offered);
  const long long asked_at = to_stored(record.asked_at);
  sql << "INSERT INTO diagnoses (id, email, service, asked_by, asked_at, channel, cause, offered)"
         " VALUES (:id, :email, :service, :asked_by, :asked_at, :channel, :cause, :offered)"
         " ON CONFLICT (id) DO UPDATE SET email = excluded.email, service = excluded.service,"
         " asked_by = excluded.asked_by, asked_at = excluded.asked_at,"
         " channel = excluded.channel, cause = excluded.cause, offered = excluded.offered",
      soci::use(record.id, "id"), soci::use(email, "email"), soci::use(record.service, "service"),
      soci::use(record.asked_by, "asked_by"), soci::use(asked_at, "asked_at"),
      soci::use(record.channel, "channel"), soci::use(record.cause, "cause"),
      soci::use(offered, "offered");
}

Expected<std::optional<DiagnosisRecord>> load(soci::session& sql, const std::string& id) {
  std::string email;
  std::string service;
  std::string asked_by;
  long long asked_at = 0;
  std::string channel;
  std::string cause;
  std::string offered;
  sql << "SELECT email, service, asked_by, asked_at, channel, cause, offered FROM diagnoses"
         " WHERE id = :id",
      soci::use(id, "id"), soci::into(email), soci::into(service), soci::into(asked_by),
      soci::into(asked_at), soci::into(channel), soci::into(cause), soci::into(offered);
  if (!sql.got_data()) return std::optional<DiagnosisRecord>{};
  const auto address = EmailAddress::parse(email);
  if (!address) {
    return Error{ErrorKind::unavailable, "store: diagnosis " + id + " holds no mail address"};
  }
  return std::optional<DiagnosisRecord>{DiagnosisRecord{
      id, *address, service, asked_by, from_stored(asked_at), channel, cause, split(offered)}};
}

void forget_diagnoses(soci::session& sql, TimePoint oldest) {
  const long long before = to_stored(oldest);
  sql << "DELETE FROM diagnoses WHERE asked_at < :before", soci::use(before, "before");
}

}  // namespace latchkey::storage
