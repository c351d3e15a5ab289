#pragma once

#include "bot/watch/metrics.hpp"
#include "bot/watch/newest_diagnoses.hpp"
#include "core/base/clock.hpp"
#include "core/ports/store.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>

namespace latchkey::watch {

/// The store as it is, and what passes to it is counted: everything that matters is kept there, so
/// this one place sees it all. All references outlive it; the work that passes does not outlive it.
class WatchedStore final : public Store {
 public:
  WatchedStore(Store& inner, Metrics& metrics, NewestDiagnoses& newest, const Clock& clock);

  template <class T>
  using Answer = boost::asio::awaitable<Expected<T>>;

  Answer<std::optional<Job>> take(std::string dedupe_key, std::string request,
                                  TimePoint at) override;
  Answer<void> advance(JobProgress progress) override;
  Answer<std::vector<Job>> standing_at(JobStep step, std::size_t most) override;

  Answer<std::vector<FollowUp>> open_follow_ups(std::size_t most) override;
  Answer<std::size_t> count_follow_ups() override;
  Answer<void> look_again(long long attempt, TimePoint at) override;
  Answer<void> end_follow_up(long long attempt, MailEnding ending) override;
  Answer<void> close_follow_up(long long attempt) override;

  Answer<Escalation> begin_escalation(Escalation escalation) override;
  Answer<std::optional<Escalation>> find_escalation(std::string id) override;
  Answer<std::optional<Escalation>> newest_escalation(std::string channel,
                                                      std::string thread) override;
  Answer<bool> change_escalation(Escalation escalation) override;
  Answer<std::vector<Escalation>> escalations_to_look_at(std::size_t most) override;

  Answer<void> append(AuditEntry entry) override;
  Answer<std::vector<RecordedEntry>> entries(AuditQuestion question) override;
  Answer<AuditHead> audit_head() override;
  Answer<AuditVerdict> verify(std::vector<AuditHead> known) override;

  [[nodiscard]] std::optional<std::chrono::milliseconds> lease() const override;
  Answer<Standing> renew() override;
  Answer<void> leave(std::chrono::milliseconds settling) override;
  Answer<std::chrono::milliseconds> next_turn(std::string what,
                                              std::chrono::milliseconds interval) override;

  Answer<void> record_diagnosis(DiagnosisRecord record) override;
  Answer<std::optional<DiagnosisRecord>> find_diagnosis(std::string id) override;
  Answer<std::optional<DiagnosisRecord>> find_same(DiagnosisRecord asked, TimePoint since) override;
  Answer<std::optional<DiagnosisRecord>> newest_in(std::string channel,
                                                   std::string thread) override;
  Answer<std::vector<DiagnosisRecord>> newest_of(std::string asked_by, std::size_t most) override;
  Answer<RemedyStart> begin_remedy(RemedyAttempt attempt, MailLimits limits) override;
  Answer<RemedyStart> propose_remedy(RemedyAttempt attempt) override;
  Answer<void> note_remedy(long long attempt, std::string note) override;
  Answer<void> finish_remedy(long long attempt, RemedyOutcome outcome) override;
  Answer<void> finish_and_follow(long long attempt, RemedyOutcome outcome,
                                 FollowUpOrder order) override;
  Answer<std::vector<RemedyPress>> presses(std::string diagnosis_id) override;
  Answer<MailRoom> mails_left(RemedyAttempt attempt, MailLimits limits) override;
  Answer<void> try_to_write() override;
  Answer<void> forget_before(TimePoint oldest) override;
  Answer<ForgottenCustomer> forget_customer(EmailAddress customer, std::string by) override;
  Answer<void> forget_details_before(TimePoint oldest) override;

 private:
  /// What of an escalation tells what a change of it was.
  struct CallStanding {
    EscalationStatus status = EscalationStatus::calling;
    std::size_t calls = 0;
  };

  template <class T>
  Answer<T> timed(Answer<T> write);
  void finished(long long attempt, RemedyOutcome outcome);
  void answered(const DiagnosisRecord& diagnosis);
  void seen(const Escalation& escalation);
  void changed(const CallStanding& before, const Escalation& now);

  Store& inner_;
  Metrics& metrics_;
  NewestDiagnoses& newest_;
  const Clock& clock_;
  /// Begun and not finished, by the attempt's number.
  std::map<long long, RemedyId> remedies_;
  /// Those that are not resolved, by id.
  std::map<std::string, CallStanding> escalations_;
};

}  // namespace latchkey::watch
