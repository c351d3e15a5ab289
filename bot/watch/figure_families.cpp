#include "bot/watch/figure_families.hpp"

#include <chrono>
#include <string>
#include <utility>

namespace latchkey::watch {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

struct Sample {
  /// Of the family's one label, where it has one.
  std::string label = {};
  double value = 0;
};

MetricFamily family(MetricType type, const char* name, const char* help, const char* label,
                    const std::vector<Sample>& samples) {
  MetricFamily all{name, help, type, {}};
  for (const auto& sample : samples) {
    ClientMetric metric;
    if (*label != '\0') metric.label = {{label, sample.label}};
    (type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = sample.value;
    all.metric.push_back(std::move(metric));
  }
  return all;
}

MetricFamily gauge(const char* name, const char* help, double value) {
  return family(MetricType::Gauge, name, help, "", {{.value = value}});
}

double seconds(TimePoint at) {
  return std::chrono::duration<double>{at.time_since_epoch()}.count();
}

double number(auto value) {
  return static_cast<double>(value);
}

std::vector<MetricFamily> of_slack(const Figures& now) {
  const auto& slack = now.slack;
  // Known beforehand: what never came yet is 0.
  std::map<std::string, slack::EnvelopeCount> envelopes{
      {"slash_commands", {}}, {"interactive", {}}, {"events_api", {}}, {"other", {}}};
  for (const auto& [type, count] : slack.envelopes) envelopes[type] = count;
  std::vector<Sample> received;
  std::vector<Sample> acknowledged;
  for (const auto& [type, count] : envelopes) {
    received.push_back({type, number(count.received)});
    acknowledged.push_back({type, number(count.acknowledged)});
  }
  return {
      gauge("latchkey_slack_connections", "Connections to Slack that serve.", slack.connected),
      gauge("latchkey_slack_connections_wanted", "Connections to Slack that are to be kept open.",
            slack.wanted),
      family(MetricType::Counter, "latchkey_slack_reconnects_total",
             "Connections that another one had to follow: replaced in time, broken while they "
             "served, or not opened at all.",
             "reason",
             {{"replaced", number(slack.replaced)},
              {"broken", number(slack.broken)},
              {"not_opened", number(slack.not_opened)}}),
      family(MetricType::Counter, "latchkey_slack_envelopes_received_total",
             "What Slack delivered, by its own word for the type.", "type", received),
      family(MetricType::Counter, "latchkey_slack_envelopes_acknowledged_total",
             "What was acknowledged of it, and is ours since then.", "type", acknowledged),
      gauge("latchkey_slack_last_envelope_timestamp_seconds",
            "When Slack delivered something the last time; 0: never since the start.",
            slack.last_envelope ? seconds(*slack.last_envelope) : 0),
      gauge("latchkey_slack_calls_waiting",
            "Messages and other calls that wait for their turn, since Slack limits them.",
            number(now.slack_calls_waiting)),
  };
}

std::vector<MetricFamily> of_work(const Figures& now) {
  std::vector<Sample> waiting;
  std::vector<Sample> running;
  for (const auto& step : now.jobs) {
    waiting.push_back({std::string{step.step}, number(step.waiting)});
    running.push_back({std::string{step.step}, number(step.running)});
  }
  std::vector<Sample> left_alone;
  for (const auto& system : now.systems) {
    left_alone.push_back({system.system, system.open ? 1.0 : 0.0});
  }
  std::vector<MetricFamily> families{
      family(MetricType::Gauge, "latchkey_jobs_waiting",
             "Requests that wait for their next step; beyond some hundred, at most so many.",
             "step", waiting),
      family(MetricType::Gauge, "latchkey_jobs_running", "Requests that are worked on.", "step",
             running),
      family(MetricType::Gauge, "latchkey_upstream_left_alone",
             "1 while a system is not asked, because it does not answer or asked for it.", "system",
             left_alone),
  };
  if (now.follow_ups) {
    families.push_back(gauge("latchkey_follow_ups_open",
                             "Mails of remedies that are looked for in the mail log.",
                             number(*now.follow_ups)));
  }
  return families;
}

std::vector<MetricFamily> of_process(const ProcessFigures& process) {
  return {
      family(MetricType::Gauge, "latchkey_build_info", "1, labelled with the version that runs.",
             "version", {{LATCHKEY_VERSION, 1}}),
      family(MetricType::Counter, "process_cpu_seconds_total",
             "Total user and system CPU time spent in seconds.", "",
             {{.value = process.cpu_seconds}}),
      gauge("process_resident_memory_bytes", "Resident memory size in bytes.",
            process.resident_bytes),
      gauge("process_virtual_memory_bytes", "Virtual memory size in bytes.", process.virtual_bytes),
      gauge("process_open_fds", "Number of open file descriptors.", process.open_files),
      gauge("process_max_fds", "Maximum number of open file descriptors.", process.most_open_files),
      gauge("process_start_time_seconds", "Start time of the process since unix epoch in seconds.",
            seconds(process.started_at)),
  };
}

}  // namespace

std::vector<MetricFamily> figure_families(const Figures& now) {
  std::vector<MetricFamily> all{
      gauge("latchkey_ready",
            "1 while commands are taken on: Slack is connected and the store takes writes.",
            now.ready ? 1 : 0)};
  for (auto&& some : {of_slack(now), of_work(now), of_process(now.process)}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace latchkey::watch
