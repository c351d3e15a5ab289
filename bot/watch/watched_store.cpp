#include "bot/watch/watched_store.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <utility>
#include <variant>

namespace latchkey::watch {

WatchedStore::WatchedStore(Store& inner, Metrics& metrics, NewestDiagnoses& newest,
                           const Clock& clock)
    : inner_(inner), metrics_(metrics), newest_(newest), clock_(clock) {}

/// "There is no such thing" is an answer; trouble is what the store itself says it has.
template <class T>
WatchedStore::Answer<T> WatchedStore::timed(Answer<T> write) {
  const auto begun = std::chrono::steady_clock::now();
  auto written = co_await std::move(write);
  const bool trouble = !written && (written.error().kind == ErrorKind::unavailable ||
                                    written.error().kind == ErrorKind::timed_out);
  metrics_.committed(!trouble, std::chrono::steady_clock::now() - begun, clock_.now());
  co_return written;
}

// The journal.

WatchedStore::Answer<std::optional<Job>> WatchedStore::take(std::string dedupe_key,
                                                            std::string request, TimePoint at) {
  return timed(inner_.take(std::move(dedupe_key), std::move(request), at));
}

WatchedStore::Answer<void> WatchedStore::advance(JobProgress progress) {
  const bool answers = progress.step == JobStep::answered;
  const auto diagnosis = answers ? progress.diagnosis : std::nullopt;
  auto write = inner_.advance(std::move(progress));
  auto kept = co_await timed(std::move(write));
  if (kept && diagnosis) answered(*diagnosis);
  co_return kept;
}

void WatchedStore::answered(const DiagnosisRecord& diagnosis) {
  if (diagnosis.cause.empty()) return;  // too old when its turn came: nobody looked
  const auto took =
      std::chrono::round<std::chrono::milliseconds>(clock_.now() - diagnosis.asked_at);
  metrics_.diagnosed(diagnosis.cause, !diagnosis.partial, took);
  newest_.add({.customer = diagnosis.email.masked(),
               .service = diagnosis.service,
               .cause = diagnosis.cause,
               .complete = !diagnosis.partial,
               .asked_at = diagnosis.asked_at,
               .took = took});
  spdlog::info("{} of {} was diagnosed: {}{}, {} ms after the question", diagnosis.email.masked(),
               diagnosis.service, diagnosis.cause,
               diagnosis.partial ? " (not everything could be asked)" : "", took.count());
}

WatchedStore::Answer<std::vector<Job>> WatchedStore::standing_at(JobStep step, std::size_t most) {
  return inner_.standing_at(step, most);
}

// The mails that are followed.

WatchedStore::Answer<std::vector<FollowUp>> WatchedStore::open_follow_ups(std::size_t most) {
  return inner_.open_follow_ups(most);
}

WatchedStore::Answer<std::size_t> WatchedStore::count_follow_ups() {
  return inner_.count_follow_ups();
}

WatchedStore::Answer<void> WatchedStore::look_again(long long attempt, TimePoint at) {
  return timed(inner_.look_again(attempt, at));
}

WatchedStore::Answer<void> WatchedStore::end_follow_up(long long attempt, MailEnding ending) {
  const auto end = ending.end;
  auto write = inner_.end_follow_up(attempt, std::move(ending));
  auto kept = co_await timed(std::move(write));
  if (kept) {
    metrics_.followed(end);
    spdlog::info("What became of the mail: {}", to_string(end));
  }
  co_return kept;
}

WatchedStore::Answer<void> WatchedStore::close_follow_up(long long attempt) {
  return timed(inner_.close_follow_up(attempt));
}

// Whose work it is.

std::optional<std::chrono::milliseconds> WatchedStore::lease() const {
  return inner_.lease();
}

WatchedStore::Answer<Replicas::Standing> WatchedStore::renew() {
  auto renewal = timed(inner_.renew());
  auto standing = co_await std::move(renewal);
  if (standing) metrics_.renewed(*standing);
  co_return standing;
}

WatchedStore::Answer<void> WatchedStore::leave(std::chrono::milliseconds settling) {
  return timed(inner_.leave(settling));
}

WatchedStore::Answer<std::chrono::milliseconds> WatchedStore::next_turn(
    std::string what, std::chrono::milliseconds interval) {
  return timed(inner_.next_turn(std::move(what), interval));
}

// The calls for help.

WatchedStore::Answer<Escalation> WatchedStore::begin_escalation(Escalation escalation) {
  const auto id = escalation.id;
  auto write = inner_.begin_escalation(std::move(escalation));
  auto open = co_await timed(std::move(write));
  if (!open) co_return open;
  const bool is_new = open->id == id && open->version == 0 && !escalations_.contains(id);
  seen(*open);
  if (is_new) {
    metrics_.escalated("opened");
    metrics_.escalated("called");
  }
  co_return open;
}

WatchedStore::Answer<std::optional<Escalation>> WatchedStore::find_escalation(std::string id) {
  auto found = co_await inner_.find_escalation(std::move(id));
  if (found && *found) seen(**found);
  co_return found;
}

WatchedStore::Answer<std::optional<Escalation>> WatchedStore::newest_escalation(
    std::string channel, std::string thread) {
  auto found = co_await inner_.newest_escalation(std::move(channel), std::move(thread));
  if (found && *found) seen(**found);
  co_return found;
}

WatchedStore::Answer<bool> WatchedStore::change_escalation(Escalation escalation) {
  auto write = inner_.change_escalation(escalation);
  auto kept = co_await timed(std::move(write));
  if (!kept || !*kept) co_return kept;
  const auto before = escalations_.find(escalation.id);
  if (before != escalations_.end()) changed(before->second, escalation);
  seen(escalation);
  co_return kept;
}

WatchedStore::Answer<std::vector<Escalation>> WatchedStore::escalations_to_look_at(
    std::size_t most) {
  auto found = co_await inner_.escalations_to_look_at(most);
  if (found) {
    for (const auto& one : *found) seen(one);
  }
  co_return found;
}

void WatchedStore::seen(const Escalation& escalation) {
  if (escalation.is_open()) {
    escalations_[escalation.id] = {escalation.status, escalation.calls.size()};
  } else {
    escalations_.erase(escalation.id);
  }
}

void WatchedStore::changed(const CallStanding& before, const Escalation& now) {
  using Status = EscalationStatus;
  for (auto calls = before.calls; calls < now.calls.size(); ++calls) metrics_.escalated("called");
  if (now.status == before.status) return;
  switch (now.status) {
    case Status::calling:
      if (before.status == Status::taken) metrics_.escalated("handed_back");
      break;
    case Status::taken: metrics_.escalated("taken"); break;
    case Status::unanswered: metrics_.escalated("unanswered"); break;
    case Status::resolved: metrics_.escalated("resolved"); break;
  }
}

// The record.

WatchedStore::Answer<void> WatchedStore::append(AuditEntry entry) {
  const bool refused = entry.action == audit_action::refused;
  const auto reason = entry.result;
  auto write = inner_.append(std::move(entry));
  auto entered = co_await timed(std::move(write));
  if (refused) metrics_.refused(reason);
  co_return entered;
}

WatchedStore::Answer<std::vector<RecordedEntry>> WatchedStore::entries(AuditQuestion question) {
  return inner_.entries(std::move(question));
}

WatchedStore::Answer<AuditHead> WatchedStore::audit_head() {
  return inner_.audit_head();
}

WatchedStore::Answer<AuditVerdict> WatchedStore::verify(std::vector<AuditHead> known) {
  return inner_.verify(std::move(known));
}

// Diagnoses and remedies.

WatchedStore::Answer<void> WatchedStore::record_diagnosis(DiagnosisRecord record) {
  return timed(inner_.record_diagnosis(std::move(record)));
}

WatchedStore::Answer<std::optional<DiagnosisRecord>> WatchedStore::find_diagnosis(std::string id) {
  return inner_.find_diagnosis(std::move(id));
}

WatchedStore::Answer<std::optional<DiagnosisRecord>> WatchedStore::find_same(DiagnosisRecord asked,
                                                                             TimePoint since) {
  return inner_.find_same(std::move(asked), since);
}

WatchedStore::Answer<std::optional<DiagnosisRecord>> WatchedStore::newest_in(std::string channel,
                                                                             std::string thread) {
  return inner_.newest_in(std::move(channel), std::move(thread));
}

WatchedStore::Answer<std::vector<DiagnosisRecord>> WatchedStore::newest_of(std::string asked_by,
                                                                           std::size_t most) {
  return inner_.newest_of(std::move(asked_by), most);
}

WatchedStore::Answer<RemedyStart> WatchedStore::begin_remedy(RemedyAttempt attempt,
                                                             MailLimits limits) {
  const auto remedy = attempt.remedy;
  const auto press = attempt.press;
  auto write = inner_.begin_remedy(std::move(attempt), limits);
  auto start = co_await timed(std::move(write));
  if (!start) co_return start;
  if (const auto* begun = std::get_if<RemedyBegun>(&*start)) {
    remedies_[begun->attempt] = remedy;
    spdlog::info("{} was pressed and is begun", to_string(remedy));
  } else if (const auto* before = std::get_if<RemedyAlreadyBegun>(&*start)) {
    // The same press, after a crash: it goes on to its end.
    const bool goes_on = before->press == press && before->outcome == RemedyOutcome::in_progress;
    if (goes_on) remedies_[before->attempt] = remedy;
  }
  co_return start;
}

WatchedStore::Answer<RemedyStart> WatchedStore::propose_remedy(RemedyAttempt attempt) {
  const auto remedy = attempt.remedy;
  auto write = inner_.propose_remedy(std::move(attempt));
  auto start = co_await timed(std::move(write));
  if (start && std::holds_alternative<RemedyBegun>(*start)) {
    metrics_.remedied(remedy, RemedyOutcome::proposed);
    spdlog::info("{} was pressed and waits for a second person", to_string(remedy));
  }
  co_return start;
}

WatchedStore::Answer<void> WatchedStore::note_remedy(long long attempt, std::string note) {
  return timed(inner_.note_remedy(attempt, std::move(note)));
}

WatchedStore::Answer<void> WatchedStore::finish_remedy(long long attempt, RemedyOutcome outcome) {
  auto write = inner_.finish_remedy(attempt, outcome);
  auto kept = co_await timed(std::move(write));
  if (kept) finished(attempt, outcome);
  co_return kept;
}

WatchedStore::Answer<void> WatchedStore::finish_and_follow(long long attempt, RemedyOutcome outcome,
                                                           FollowUpOrder order) {
  auto write = inner_.finish_and_follow(attempt, outcome, std::move(order));
  auto kept = co_await timed(std::move(write));
  if (kept) finished(attempt, outcome);
  co_return kept;
}

void WatchedStore::finished(long long attempt, RemedyOutcome outcome) {
  const auto begun = remedies_.find(attempt);
  if (begun == remedies_.end()) return;
  metrics_.remedied(begun->second, outcome);
  spdlog::info("{} came to: {}", to_string(begun->second), to_string(outcome));
  remedies_.erase(begun);
}

WatchedStore::Answer<std::vector<RemedyPress>> WatchedStore::presses(std::string diagnosis_id) {
  return inner_.presses(std::move(diagnosis_id));
}

WatchedStore::Answer<MailRoom> WatchedStore::mails_left(RemedyAttempt attempt, MailLimits limits) {
  return inner_.mails_left(std::move(attempt), limits);
}

WatchedStore::Answer<void> WatchedStore::try_to_write() {
  return timed(inner_.try_to_write());
}

WatchedStore::Answer<void> WatchedStore::forget_before(TimePoint oldest) {
  return timed(inner_.forget_before(oldest));
}

WatchedStore::Answer<ForgottenCustomer> WatchedStore::forget_customer(EmailAddress customer,
                                                                      std::string by) {
  return timed(inner_.forget_customer(std::move(customer), std::move(by)));
}

WatchedStore::Answer<void> WatchedStore::forget_details_before(TimePoint oldest) {
  return timed(inner_.forget_details_before(oldest));
}

}  // namespace latchkey::watch
