#pragma once

#include "core/base/email_address.hpp"
#include "core/base/expected.hpp"
#include "core/base/time.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// What was done, as the record has it. The words stay as they are: scripts read them.
namespace audit_action {
inline constexpr const char* asked = "asked";        ///< why a customer cannot sign in
inline constexpr const char* answered = "answered";  ///< result: the cause
inline constexpr const char* proposed = "proposed";  ///< a remedy that a second person must approve
inline constexpr const char* pressed = "pressed";    ///< a remedy's button, and it was let through
inline constexpr const char* finished = "finished";  ///< result: the remedy's outcome
inline constexpr const char* followed = "followed";  ///< result: what became of the remedy's mail
/// A level by the clock, or people by the on-call system: `by` says which; result: whom.
inline constexpr const char* called = "called";
inline constexpr const char* refused = "refused";  ///< result: why
inline constexpr const char* forgot = "forgot";    ///< a customer; result: how much of it there was
}  // namespace audit_action

/// One thing that somebody did, for the record.
struct AuditEntry {
  std::string action;
  /// Chat user id, the system user's name for the command line, or "clock" and "PagerDuty" for
  /// calls for help that nobody made.
  std::string by;
  /// Empty for the command line.
  std::string channel = {};
  std::string service = {};
  /// Ties together what belongs to one answer (`DiagnosisRecord::id`).
  std::string diagnosis = {};
  /// What it was done to: a remedy ("resend_confirmation"), or "diagnose".
  std::string subject = {};
  /// One word of ours; `action` says which.
  std::string result = {};
  /// On whose account. Forgotten in the end, together with `words`.
  std::optional<EmailAddress> customer = {};
  /// Another system's own words about it: foreign text.
  std::string words = {};
  /// Where set, an entry of the same event is written once only: for what is done again by a
  /// process that goes on after a crash.
  std::string event = {};
};

/// An entry as it stands in the record.
struct RecordedEntry {
  /// Counts from 1, without a gap.
  long long number = 0;
  /// When it was written.
  TimePoint at;
  AuditEntry entry;
  /// There was a customer, who is forgotten by now.
  bool forgotten = false;
};

/// Which entries are wanted.
struct AuditQuestion {
  /// Nothing: about whomever.
  std::optional<EmailAddress> customer = {};
  TimePoint since = {};
};

/// How far the record reaches: its newest entry's number (0: it is empty) and link, 64 hex digits.
/// Whoever keeps a head elsewhere can tell later whether the record was cut off behind it.
struct AuditHead {
  long long number = 0;
  std::string link = {};

  bool operator==(const AuditHead&) const = default;
};

/// What is wrong with the record at one place.
struct AuditFault {
  enum class Kind {
    changed,   ///< the entry does not fit its link: it was changed, moved, or not written by us
    missing,   ///< there is no entry of this number although there are later ones
    cut_off,   ///< an entry that is known from elsewhere lies behind the end of the record
    replaced,  ///< another entry than the one that is known from elsewhere
  };
  Kind kind = Kind::changed;
  long long number = 0;
};

/// What came of reading the whole record against its key.
struct AuditVerdict {
  AuditHead head;
  /// Entries whose customer is forgotten.
  long long forgotten = 0;
  /// In the order of the numbers, a hundred at most. Empty: nothing was changed, removed or cut
  /// off.
  std::vector<AuditFault> faults = {};
};

/// The record of who asked what and who did what. Entries are only ever added; each is tied to all
/// before it by a key that does not lie in the store. The errors and promises are those of
/// `Journal`. What the store keeps anyway (questions, answers, presses and how they ended) it
/// enters by itself, in the same transaction.
class AuditLog {
 public:
  virtual ~AuditLog() = default;

  /// Adds an entry, in a commit that is made for others anyway.
  virtual boost::asio::awaitable<Expected<void>> append(AuditEntry entry) = 0;

  /// Oldest first.
  virtual boost::asio::awaitable<Expected<std::vector<RecordedEntry>>> entries(
      AuditQuestion question) = 0;

  virtual boost::asio::awaitable<Expected<AuditHead>> audit_head() = 0;

  /// Reads the whole record and compares it with its key and with heads that are known from
  /// elsewhere (the program's log).
  virtual boost::asio::awaitable<Expected<AuditVerdict>> verify(std::vector<AuditHead> known) = 0;
};

}  // namespace latchkey
