#include "adapters/storage/audit_table.hpp"

#include "adapters/storage/audit_chain.hpp"
#include "adapters/storage/dialect.hpp"
#include "adapters/storage/stored_time.hpp"
#include "core/base/clock.hpp"

#include <soci/soci.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace latchkey::storage {
namespace {

/// More are of no use to anybody who has to look into it.
constexpr std::size_t k_faults_told = 100;

/// So many are read at a time: PostgreSQL hands over all that was asked for at once.
constexpr long long k_rows_at_once = 1000;

/// Gives the next rows after the number `after` that were written at `since` or later, about
/// whomever or this customer, in order. Returns the last one's number, nothing where there are
/// none.
std::optional<long long> next_rows(soci::session& sql, long long after, long long since,
                                   const std::string& customer,
                                   const std::function<void(const AuditRow&)>& take) {
  AuditRow row;
  soci::statement statement =
      (sql.prepare << "SELECT number, at, action, done_by, channel, service, diagnosis, subject,"
                      " result, event, commitment, customer, words, salt, link FROM audit"
                      " WHERE number > :after AND at >= :since"
                      " AND (:customer = '' OR customer = :customer)"
                      " ORDER BY number LIMIT :most",
       soci::use(after, "after"), soci::use(since, "since"), soci::use(customer, "customer"),
       soci::use(k_rows_at_once, "most"), soci::into(row.number), soci::into(row.at),
       soci::into(row.action), soci::into(row.by), soci::into(row.channel), soci::into(row.service),
       soci::into(row.diagnosis), soci::into(row.subject), soci::into(row.result),
       soci::into(row.event), soci::into(row.commitment), soci::into(row.customer),
       soci::into(row.words), soci::into(row.salt), soci::into(row.link));
  statement.execute();
  std::optional<long long> last;
  while (statement.fetch()) {
    last = row.number;
    take(row);
  }
  return last;
}

void each_row(soci::session& sql, long long since, const std::string& customer,
              const std::function<void(const AuditRow&)>& take) {
  // What somebody else wrote may have any number.
  std::optional<long long> after = std::numeric_limits<long long>::min();
  while (after) after = next_rows(sql, *after, since, customer, take);
}

AuditRow row_of(const AuditEntry& entry) {
  AuditRow row{.action = entry.action,
               .by = entry.by,
               .channel = entry.channel,
               .service = entry.service,
               .diagnosis = entry.diagnosis,
               .subject = entry.subject,
               .result = entry.result,
               .event = entry.event,
               .commitment = {},
               .customer = entry.customer ? entry.customer->full() : "",
               .words = entry.words,
               .salt = {},
               .link = {}};
  if (!row.customer.empty() || !row.words.empty()) {
    row.salt = random_salt();
    row.commitment = commitment_of(row);
  }
  return row;
}

bool is_entered(soci::session& sql, const std::string& event) {
  long long number = 0;
  sql << "SELECT number FROM audit WHERE event = :event AND event <> ''", soci::use(event, "event"),
      soci::into(number);
  return sql.got_data();
}

bool is_forgotten(const AuditRow& row) {
  return !row.commitment.empty() && row.salt.empty();
}

bool fits_its_commitment(const AuditRow& row) {
  const bool says_nothing = row.customer.empty() && row.words.empty() && row.salt.empty();
  return says_nothing || row.commitment == commitment_of(row);
}

/// What is known from elsewhere is compared as the rows come by.
class Verification {
 public:
  Verification(const Secret& key, const std::vector<AuditHead>& known) : key_(key) {
    for (const auto& head : known) known_.emplace(head.number, head.link);
  }

  void read(const AuditRow& row) {
    for (auto gap = verdict_.head.number + 1; gap < row.number && !told_enough(); ++gap) {
      add(AuditFault::Kind::missing, gap);
    }
    const bool fits = row.link == link_of(row, verdict_.head.link, key_);
    if (!fits || !fits_its_commitment(row)) add(AuditFault::Kind::changed, row.number);
    const auto [first, last] = known_.equal_range(row.number);
    const bool replaced =
        std::any_of(first, last, [&](const auto& head) { return head.second != row.link; });
    if (replaced) add(AuditFault::Kind::replaced, row.number);
    if (is_forgotten(row)) ++verdict_.forgotten;
    verdict_.head = {row.number, row.link};
  }

  AuditVerdict end() {
    const auto behind = known_.upper_bound(verdict_.head.number);
    for (auto head = behind; head != known_.end(); head = known_.upper_bound(head->first)) {
      add(AuditFault::Kind::cut_off, head->first);
    }
    return std::move(verdict_);
  }

 private:
  [[nodiscard]] bool told_enough() const { return verdict_.faults.size() >= k_faults_told; }
  void add(AuditFault::Kind kind, long long number) {
    if (!told_enough()) verdict_.faults.push_back({kind, number});
  }

  const Secret& key_;
  std::multimap<long long, std::string> known_;
  AuditVerdict verdict_;
};

}  // namespace

void append_entry(soci::session& sql, const Secret& key, const AuditEntry& entry) {
  if (!entry.event.empty() && is_entered(sql, entry.event)) return;
  const auto head = newest_head(sql);
  AuditRow row = row_of(entry);
  row.number = head.number + 1;
  row.at = to_stored(SystemClock{}.now());
  row.link = link_of(row, head.link, key);
  sql << "INSERT INTO audit (number, at, action, done_by, channel, service, diagnosis, subject,"
         " result, event, commitment, customer, words, salt, link)"
         " VALUES (:number, :at, :action, :done_by, :channel, :service, :diagnosis, :subject,"
         " :result, :event, :commitment, :customer, :words, :salt, :link)",
      soci::use(row.number, "number"), soci::use(row.at, "at"), soci::use(row.action, "action"),
      soci::use(row.by, "done_by"), soci::use(row.channel, "channel"),
      soci::use(row.service, "service"), soci::use(row.diagnosis, "diagnosis"),
      soci::use(row.subject, "subject"), soci::use(row.result, "result"),
      soci::use(row.event, "event"), soci::use(row.commitment, "commitment"),
      soci::use(row.customer, "customer"), soci::use(row.words, "words"),
      soci::use(row.salt, "salt"), soci::use(row.link, "link");
}

AuditEntry entry_of(const DiagnosisRecord& record, const char* action) {
  return {.action = action,
          .by = record.asked_by,
          .channel = record.channel,
          .service = record.service,
          .diagnosis = record.id,
          .subject = "diagnose",
          .result = record.cause,
          .customer = record.email};
}

AuditEntry entry_of_attempt(soci::session& sql, long long attempt, const char* action,
                            std::string result) {
  AuditEntry entry{.action = action, .by = {}, .result = std::move(result)};
  std::string email;
  sql << "SELECT a.begun_by, a.diagnosis_id, a.remedy, a.note, COALESCE(d.email, ''),"
         " COALESCE(d.service, ''), COALESCE(d.channel, '') FROM remedy_attempts a"
         " LEFT JOIN diagnoses d ON d.id = a.diagnosis_id WHERE a.attempt = :attempt",
      soci::use(attempt, "attempt"), soci::into(entry.by), soci::into(entry.diagnosis),
      soci::into(entry.subject), soci::into(entry.words), soci::into(email),
      soci::into(entry.service), soci::into(entry.channel);
  if (const auto customer = EmailAddress::parse(email)) entry.customer = *customer;
  return entry;
}

std::vector<RecordedEntry> find_entries(soci::session& sql, const AuditQuestion& question) {
  std::vector<RecordedEntry> found;
  const std::string customer = question.customer ? question.customer->full() : "";
  each_row(sql, to_stored(question.since), customer, [&](const AuditRow& row) {
    RecordedEntry recorded{.number = row.number,
                           .at = from_stored(row.at),
                           .entry = {.action = row.action,
                                     .by = row.by,
                                     .channel = row.channel,
                                     .service = row.service,
                                     .diagnosis = row.diagnosis,
                                     .subject = row.subject,
                                     .result = row.result,
                                     .words = row.words,
                                     .event = row.event},
                           .forgotten = is_forgotten(row)};
    if (const auto known = EmailAddress::parse(row.customer)) recorded.entry.customer = *known;
    found.push_back(std::move(recorded));
  });
  return found;
}

AuditHead newest_head(soci::session& sql) {
  AuditHead head;
  sql << "SELECT number, link FROM audit ORDER BY number DESC LIMIT 1", soci::into(head.number),
      soci::into(head.link);
  return head;
}

AuditVerdict verify_entries(soci::session& sql, const Secret& key,
                            const std::vector<AuditHead>& known) {
  Verification verification{key, known};
  each_row(sql, std::numeric_limits<long long>::min(), "",
           [&](const AuditRow& row) { verification.read(row); });
  return verification.end();
}

void forget_customers(soci::session& sql, TimePoint oldest) {
  const long long before = to_stored(oldest);
  sql << "UPDATE audit SET customer = '', words = '', salt = '' WHERE at < :before AND salt <> ''",
      soci::use(before, "before");
}

long long forget_in_entries(soci::session& sql, const EmailAddress& customer) {
  const std::string& email = customer.full();
  long long count = 0;
  // `customer` is in lower case already; foreign words are as they came.
  const std::string about =
      " WHERE salt <> '' AND (customer = :email OR " + holds_address("words") + ")";
  sql << "SELECT COUNT(*) FROM audit" + about, soci::use(email, "email"), soci::into(count);
  sql << "UPDATE audit SET customer = '', words = '', salt = ''" + about, soci::use(email, "email");
  return count;
}

}  // namespace latchkey::storage
