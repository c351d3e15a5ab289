#include "tests/bench/peers/endpoint/report.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace latchkey::bench {
namespace {

using nlohmann::json;

constexpr double k_nanoseconds_per_second = 1e9;

/// Nearest rank (the smallest value that at least this share of all do not exceed).
double percentile(const std::vector<Nanoseconds>& sorted, double share) {
  const auto rank = std::ceil(share * static_cast<double>(sorted.size()));
  const auto index = static_cast<std::size_t>(std::max(rank, 1.0)) - 1;
  return static_cast<double>(sorted[index]) / 1000;
}

/// From the moment that each was due until `until`; how many, how fast and how late.
json summary(const std::vector<Fate>& fates, Nanoseconds Fate::*until, Nanoseconds began) {
  std::vector<Nanoseconds> took;
  Nanoseconds last = began;
  std::size_t missing = 0;
  for (const auto& fate : fates) {
    if (fate.*until != 0) {
      took.push_back(fate.*until - fate.due);
      last = std::max(last, fate.*until);
    } else if (fate.deliveries > 0 && !fate.in_ghost) {
      // Left out, it would make whoever refuses what is slow look fast.
      took.push_back(k_ack_within);
      ++missing;
    }
  }
  const auto came = took.size() - missing;
  if (came == 0) return {{"count", 0}, {"per_second", 0}};
  std::sort(took.begin(), took.end());
  const double seconds = static_cast<double>(last - began) / k_nanoseconds_per_second;
  return {{"count", came},
          {"seconds", seconds},
          {"per_second", static_cast<double>(came) / seconds},
          {"p50_us", percentile(took, 0.50)},
          {"p99_us", percentile(took, 0.99)},
          {"p999_us", percentile(took, 0.999)}};
}

/// The longest time between two of them, one after the other.
double longest_pause(const std::vector<Fate>& fates) {
  std::vector<Nanoseconds> times;
  for (const auto& fate : fates) {
    if (fate.acked != 0) times.push_back(fate.acked);
  }
  std::sort(times.begin(), times.end());
  Nanoseconds longest = 0;
  for (std::size_t i = 1; i < times.size(); ++i) {
    longest = std::max(longest, times[i] - times[i - 1]);
  }
  return static_cast<double>(longest) / 1000;
}

double longest_wait(const std::vector<Fate>& fates) {
  Nanoseconds longest = 0;
  for (const auto& fate : fates) {
    if (fate.acked != 0 && fate.posted != 0) longest = std::max(longest, fate.posted - fate.acked);
  }
  return static_cast<double>(longest) / 1000;
}

}  // namespace

json report(const Ledger& ledger, bool commands, Nanoseconds began) {
  const auto& fates = ledger.fates();
  const auto count = [&](auto matches) {
    return std::count_if(fates.begin(), fates.end(), matches);
  };
  json result = {
      {"sent", fates.size()},
      {"late_p99_us", summary(fates, &Fate::sent, began).value("p99_us", 0.0)},
      {"acks", summary(fates, &Fate::acked, began)},
      {"longest_pause_us", longest_pause(fates)},
      {"unacknowledged", count([](const Fate& fate) {
         return fate.deliveries > 0 && fate.acked == 0 && !fate.in_ghost;
       })},
      {"into_ghosts", count([](const Fate& fate) { return fate.acked == 0 && fate.in_ghost; })},
      {"undeliverable", count([](const Fate& fate) { return fate.deliveries == 0; })},
      {"redelivered", count([](const Fate& fate) { return fate.deliveries > 1; })}};
  if (!commands) return result;
  result["messages"] = summary(fates, &Fate::posted, began);
  result["diagnoses"] = summary(fates, &Fate::diagnosed, began);
  result["longest_wait_us"] = longest_wait(fates);
  result["private_answers"] = count([](const Fate& fate) { return fate.private_answers > 0; });
  result["lost"] = count([](const Fate& fate) { return fate.acked != 0 && !fate.is_answered(); });
  result["doubled"] = count([](const Fate& fate) { return fate.posts > 1; });
  result["doubled_steps"] = ledger.doubled_steps();
  return result;
}

}  // namespace latchkey::bench
