#pragma once

#include "core/base/email_address.hpp"
#include "core/base/expected.hpp"
#include "core/base/time.hpp"
#include "core/ports/audit_log.hpp"
#include "core/ports/escalations.hpp"
#include "core/ports/follow_ups.hpp"
#include "core/ports/journal.hpp"
#include "core/ports/replicas.hpp"
#include "core/remedies/mail_ending.hpp"
#include "core/remedies/remedy.hpp"
#include "core/remedies/remedy_outcome.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace latchkey {

/// How many mails one customer may get from us, by whatever remedy, person or thread. Who gets them
/// counts, whichever address they were asked for with.
struct MailLimits {
  int per_hour = 2;
  int per_day = 5;
};

/// How many more mails a customer may get now, and where it is none, when the next one is allowed.
struct MailRoom {
  int left = 0;
  std::optional<TimePoint> next_at = {};
};

/// One press of a remedy's button that was let through.
struct RemedyAttempt {
  std::string diagnosis_id;
  RemedyId remedy;
  EmailAddress customer;
  std::string by;
  TimePoint at;
  /// The job of the press (`Job::id`): after a crash it is known again by it.
  std::string press = {};
  /// Who gets its mail, where that is known (`recipient_of`).
  std::optional<EmailAddress> recipient = {};

  [[nodiscard]] const EmailAddress& mailed_to() const { return recipient ? *recipient : customer; }
};

struct RemedyBegun {
  long long attempt = 0;
};
/// Somebody else's press (or the same person's first one) was let through before.
struct RemedyAlreadyBegun {
  long long attempt = 0;
  std::string by;
  TimePoint at;
  RemedyOutcome outcome = RemedyOutcome::in_progress;
  /// The job of that press.
  std::string press = {};
};
/// Who gets the mail had as many as the limits allow.
struct RemedyOverLimit {
  int allowed = 0;
  bool per_day = false;
  /// When the next one is allowed.
  TimePoint again_at;
};
/// One press that was let through, as it is kept.
struct RemedyPress {
  RemedyId remedy;
  std::string by;
  TimePoint at;
  RemedyOutcome outcome = RemedyOutcome::in_progress;
  /// The job of that press.
  std::string press = {};
  /// What the remedy changed, as it was before (`note_remedy`).
  std::string note = {};
  /// Its mail is, or was, looked for in the mail log.
  bool followed = false;
  /// What became of it; nothing while it is looked for.
  std::optional<MailEnding> ending = {};
};

/// What is gone with a customer, and where the chat still has it.
struct ForgottenCustomer {
  /// A root message that holds the address, as its thread may.
  struct Message {
    std::string channel;
    std::string root;
    TimePoint asked_at;
  };
  long long diagnoses = 0;
  long long presses = 0;
  long long entries = 0;
  /// Oldest first.
  std::vector<Message> messages = {};
  /// Why some of it may still stand in the store's files, though in no row: another program reads
  /// them. Then it is to be asked again.
  std::optional<Error> not_cleaned = {};
};

using RemedyStart = std::variant<RemedyBegun, RemedyAlreadyBegun, RemedyOverLimit>;

/// What Latchkey remembers across restarts, with the errors and promises of `Journal`.
class Store : public Journal,
              public FollowUps,
              public Escalations,
              public AuditLog,
              public Replicas {
 public:
  /// Inserts, or replaces the record of the same id. Enters a question where the cause is not known
  /// yet, an answer where it is.
  virtual boost::asio::awaitable<Expected<void>> record_diagnosis(DiagnosisRecord record) = 0;

  virtual boost::asio::awaitable<Expected<std::optional<DiagnosisRecord>>> find_diagnosis(
      std::string id) = 0;

  /// The newest answer to the same question (address, service, window) in the same channel that was
  /// asked for at `since` or later, is not `partial` and stands in the chat; not `asked` itself.
  virtual boost::asio::awaitable<Expected<std::optional<DiagnosisRecord>>> find_same(
      DiagnosisRecord asked, TimePoint since) = 0;

  /// The newest diagnosis whose answer stands in this thread.
  virtual boost::asio::awaitable<Expected<std::optional<DiagnosisRecord>>> newest_in(
      std::string channel, std::string thread) = 0;

  /// What this person asked last and was answered in the chat, newest first.
  virtual boost::asio::awaitable<Expected<std::vector<DiagnosisRecord>>> newest_of(
      std::string asked_by, std::size_t most) = 0;

  /// Lets at most one press per diagnosis and remedy through, and no more mails to the customer
  /// than `limits`, which hold for the remedies that send mail; attempts without effect (not
  /// `may_have_taken_effect`) count for neither. Counted and recorded in one transaction, so that
  /// two presses at once cannot both pass.
  virtual boost::asio::awaitable<Expected<RemedyStart>> begin_remedy(RemedyAttempt attempt,
                                                                     MailLimits limits) = 0;

  /// Keeps that somebody wants a remedy that a second person must approve. `RemedyAlreadyBegun`
  /// where somebody else wanted it first (its outcome is `proposed`) or it was begun.
  virtual boost::asio::awaitable<Expected<RemedyStart>> propose_remedy(RemedyAttempt attempt) = 0;

  /// Keeps how something is that the attempt is about to change, so that it could be put back.
  virtual boost::asio::awaitable<Expected<void>> note_remedy(long long attempt,
                                                             std::string note) = 0;

  virtual boost::asio::awaitable<Expected<void>> finish_remedy(long long attempt,
                                                               RemedyOutcome outcome) = 0;

  /// The same, and its mail is followed from now on: both or neither. Of an attempt that is
  /// followed already the outcome alone is kept.
  virtual boost::asio::awaitable<Expected<void>> finish_and_follow(long long attempt,
                                                                   RemedyOutcome outcome,
                                                                   FollowUpOrder order) = 0;

  /// The presses that were let through under this diagnosis, oldest first.
  virtual boost::asio::awaitable<Expected<std::vector<RemedyPress>>> presses(
      std::string diagnosis_id) = 0;

  /// How many more mails may leave by an attempt like this one, at its time: `begin_remedy` counts
  /// the same.
  virtual boost::asio::awaitable<Expected<MailRoom>> mails_left(RemedyAttempt attempt,
                                                                MailLimits limits) = 0;

  /// Writes something that changes nothing, to find out whether the store would keep work.
  virtual boost::asio::awaitable<Expected<void>> try_to_write() = 0;

  /// Forgets diagnoses, attempts with their follow-ups, escalations, and jobs that are done and
  /// older than this, and whom the record's entries of that age were about. What was forgotten is
  /// not in the store's files any more.
  virtual boost::asio::awaitable<Expected<void>> forget_before(TimePoint oldest) = 0;

  /// Forgets everything that is kept of a customer, and that `by` had it done is entered. Jobs
  /// about the customer that are not finished are given up. Of the last day's presses a digest
  /// stays, or forgetting somebody would be a way around `MailLimits`; it goes when that day is
  /// over. The address is in none of the store's files afterwards, unless `not_cleaned` says so.
  virtual boost::asio::awaitable<Expected<ForgottenCustomer>> forget_customer(EmailAddress customer,
                                                                              std::string by) = 0;

  /// Forgets the details of diagnoses that are older than this.
  virtual boost::asio::awaitable<Expected<void>> forget_details_before(TimePoint oldest) = 0;
};

}  // namespace latchkey
