#include "bot/watch/metrics.hpp"

#include "bot/watch/figure_families.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace latchkey::watch {
namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Histogram;
using prometheus::Labels;
using Buckets = Histogram::BucketBoundaries;

/// From an answer out of the cache to systems that are waited for until their deadline.
const Buckets k_diagnosis_buckets{0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 13, 20, 60, 300};
const Buckets k_question_buckets{0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
/// A commit takes a fraction of a millisecond; Slack waits three seconds for it.
const Buckets k_commit_buckets{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                               0.1,    0.25,  0.5,    1,     2.5,  5};

// The words that are known beforehand begin at 0, so that the first of them counts in `increase()`.
constexpr std::array k_request_kinds = {"command",    "mention", "action",       "shortcut",
                                        "submission", "home",    "group mention"};
constexpr std::array k_refusals = {"not_permitted",
                                   "guest",
                                   "other_organisation",
                                   "channel_not_listed",
                                   "channel_shared",
                                   "channel_not_visible",
                                   "direct_not_visible",
                                   "conversation_direct",
                                   "could_not_ask",
                                   "too_many_questions",
                                   "over_limit",
                                   "already_pressed",
                                   "expired",
                                   "too_old",
                                   "forgotten",
                                   "other_channel",
                                   "same_person",
                                   "not_proposed",
                                   "proposal_lapsed"};
constexpr std::array k_escalation_events = {"opened",      "called",     "taken",
                                            "handed_back", "unanswered", "resolved"};

Family<Counter>& counter(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

Family<Histogram>& histogram(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
}

const char* yes_or_no(bool value) {
  return value ? "yes" : "no";
}

}  // namespace

struct Metrics::Families {
  prometheus::Registry registry;
  Family<Counter>& requests = counter(
      registry, "latchkey_requests_total",
      "What people did in the chat, by kind; sent_back: a form with an input to correct, "
      "not_taken_on: the store had trouble, or too much waited, and Slack told the person.");
  Family<Counter>& diagnoses =
      counter(registry, "latchkey_diagnoses_total",
              "Diagnoses by cause; complete is no where a system could not be asked.");
  Histogram& diagnosis_duration =
      histogram(registry, "latchkey_diagnosis_duration_seconds",
                "From a question's acknowledgement until its answer is known.")
          .Add({}, k_diagnosis_buckets);
  Family<Counter>& questions = counter(
      registry, "latchkey_upstream_questions_total",
      "Questions to other systems by what came of them: the class of the HTTP status, or why there "
      "was none; refused: our credentials (401, 403); left_alone: not sent, because the system "
      "does not answer or asked for it.");
  Family<Histogram>& question_duration =
      histogram(registry, "latchkey_upstream_question_duration_seconds",
                "How long questions took that were sent, the wait for their turn included.");
  Family<Counter>& refusals =
      counter(registry, "latchkey_refusals_total", "Requests that were refused, by reason.");
  Family<Counter>& remedies = counter(registry, "latchkey_remedies_total",
                                      "Remedies that were pressed, by how they ended.");
  Family<Counter>& followed_mails = counter(
      registry, "latchkey_followed_mails_total",
      "What the mail log said of mails that remedies asked for; one that came back after it was "
      "delivered counts as both.");
  Family<Counter>& escalations =
      counter(registry, "latchkey_escalations_total",
              "Calls for help by what happened: opened, a level called, taken, handed back, "
              "unanswered by every level, resolved.");
  prometheus::Gauge& processes =
      prometheus::BuildGauge()
          .Name("latchkey_processes")
          .Help("Processes that share the store, this one among them, when it renewed its lease.")
          .Register(registry)
          .Add({}, 1);
  Counter& taken_over =
      counter(registry, "latchkey_processes_taken_over_total",
              "Processes that ended without a word, and whose work this one set free.")
          .Add({});
  Histogram& commit_duration =
      histogram(registry, "latchkey_store_commit_duration_seconds",
                "How long writes to the store took until they were on disk, or failed.")
          .Add({}, k_commit_buckets);
  Counter& commit_failures =
      counter(registry, "latchkey_store_commit_failures_total", "Writes that the store refused.")
          .Add({});
  prometheus::Gauge& last_commit =
      prometheus::BuildGauge()
          .Name("latchkey_store_last_commit_timestamp_seconds")
          .Help("When the newest write to the store worked; one is tried at each scrape.")
          .Register(registry)
          .Add({});
};

Metrics::Metrics() : families_(std::make_unique<Families>()) {
  for (const char* kind : k_request_kinds) {
    families_->requests.Add({{"kind", kind}, {"outcome", "taken_on"}});
  }
  for (const char* outcome : {"sent_back", "not_taken_on"}) {
    families_->requests.Add({{"kind", "command"}, {"outcome", outcome}});
  }
  for (int cause = 0; cause <= static_cast<int>(Cause::unknown); ++cause) {
    const std::string name{to_string(static_cast<Cause>(cause))};
    families_->diagnoses.Add({{"cause", name}, {"complete", "yes"}});
    families_->diagnoses.Add({{"cause", name}, {"complete", "no"}});
  }
  for (const char* reason : k_refusals) families_->refusals.Add({{"reason", reason}});
  for (const char* event : k_escalation_events) families_->escalations.Add({{"event", event}});
  for (int remedy = 0; remedy <= static_cast<int>(RemedyId::check_other_address); ++remedy) {
    const std::string name{to_string(static_cast<RemedyId>(remedy))};
    for (const auto outcome : {RemedyOutcome::failed, RemedyOutcome::uncertain}) {
      families_->remedies.Add({{"remedy", name}, {"outcome", std::string{to_string(outcome)}}});
    }
  }
  for (int end = 0; end <= static_cast<int>(MailEnd::not_asked); ++end) {
    families_->followed_mails.Add({{"ending", std::string{to_string(static_cast<MailEnd>(end))}}});
  }
}

Metrics::~Metrics() = default;

void Metrics::requested(std::string_view kind, std::string_view outcome) {
  families_->requests.Add({{"kind", std::string{kind}}, {"outcome", std::string{outcome}}})
      .Increment();
}

void Metrics::diagnosed(std::string_view cause, bool complete, Took took) {
  families_->diagnoses.Add({{"cause", std::string{cause}}, {"complete", yes_or_no(complete)}})
      .Increment();
  families_->diagnosis_duration.Observe(took.count());
}

void Metrics::will_ask(const std::string& system) {
  for (const char* result :
       {"2xx", "4xx", "5xx", "refused", "rate_limited", "timed_out", "unreachable", "left_alone"}) {
    families_->questions.Add({{"system", system}, {"result", result}});
  }
  families_->question_duration.Add({{"system", system}}, k_question_buckets);
}

void Metrics::asked(const std::string& system, std::string_view result, Took took) {
  families_->questions.Add({{"system", system}, {"result", std::string{result}}}).Increment();
  if (result == "left_alone") return;
  families_->question_duration.Add({{"system", system}}, k_question_buckets).Observe(took.count());
}

void Metrics::refused(std::string_view reason) {
  families_->refusals.Add({{"reason", std::string{reason}}}).Increment();
}

void Metrics::remedied(RemedyId remedy, RemedyOutcome outcome) {
  families_->remedies
      .Add({{"remedy", std::string{to_string(remedy)}},
            {"outcome", std::string{to_string(outcome)}}})
      .Increment();
}

void Metrics::followed(MailEnd end) {
  families_->followed_mails.Add({{"ending", std::string{to_string(end)}}}).Increment();
}

void Metrics::escalated(std::string_view event) {
  families_->escalations.Add({{"event", std::string{event}}}).Increment();
}

void Metrics::renewed(const Replicas::Standing& standing) {
  families_->processes.Set(static_cast<double>(standing.processes));
  families_->taken_over.Increment(static_cast<double>(standing.taken_over));
}

void Metrics::committed(bool worked, Took took, TimePoint at) {
  families_->commit_duration.Observe(took.count());
  if (worked) {
    const Took since_1970 = at.time_since_epoch();
    families_->last_commit.Set(since_1970.count());
  } else {
    families_->commit_failures.Increment();
  }
}

std::string Metrics::text(const Figures& now) const {
  auto families = figure_families(now);
  auto counted = families_->registry.Collect();
  std::move(counted.begin(), counted.end(), std::back_inserter(families));
  std::sort(families.begin(), families.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return prometheus::TextSerializer{}.Serialize(families);
}

}  // namespace latchkey::watch
