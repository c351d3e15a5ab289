#pragma once

#include "bot/watch/figures.hpp"
#include "core/base/time.hpp"
#include "core/diagnosis/cause.hpp"
#include "core/ports/replicas.hpp"
#include "core/remedies/mail_ending.hpp"
#include "core/remedies/remedy.hpp"
#include "core/remedies/remedy_outcome.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace latchkey::watch {

/// Counts what a running bot does, and says it to Prometheus. Labels are words of ours and names of
/// the configuration: nothing of a customer, a person or a channel. For one thread.
class Metrics {
 public:
  using Took = std::chrono::duration<double>;

  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  /// Somebody did something in the chat. `kind`: "command"; `outcome`: "taken_on", "sent_back",
  /// "not_taken_on".
  void requested(std::string_view kind, std::string_view outcome);
  /// An answer is known. `cause` as in the store; `complete`: everything could be asked.
  void diagnosed(std::string_view cause, bool complete, Took took);
  /// There is such a system: its figures begin at 0.
  void will_ask(const std::string& system);
  /// `result`: "2xx", "4xx", "timed_out", "left_alone" …
  void asked(const std::string& system, std::string_view result, Took took);
  /// Somebody was refused; `reason` as in the record.
  void refused(std::string_view reason);
  void remedied(RemedyId remedy, RemedyOutcome outcome);
  /// What became of the mail that a remedy asked for.
  void followed(MailEnd end);
  /// "opened", "called", "taken", "handed_back", "unanswered", "resolved".
  void escalated(std::string_view event);
  /// How those that share the store stand.
  void renewed(const Replicas::Standing& standing);
  void committed(bool worked, Took took, TimePoint at);

  /// Everything counted, and these figures, in Prometheus's text format 0.0.4.
  [[nodiscard]] std::string text(const Figures& now) const;

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

}  // namespace latchkey::watch
