#include "tests/laboratory/fault.hpp"

#include <chrono>

namespace latchkey::laboratory {
namespace {

using namespace std::chrono_literals;

/// Slack wants its connections back every second, with and without a warning.
void disconnect_storm(Laboratory& laboratory) {
  for (int i = 0; i < 8; ++i) {
    const bool routine = laboratory.random.one_in(2);
    laboratory.page.post("/sandbox/refresh", {{"reason", routine ? "" : "refresh_requested"}});
    last_for(1s);
  }
}

/// How Slack answers calls, private answers and new connections: so many of the next ones, of which
/// one in `every`.
void answer(Laboratory& laboratory, int status, int count, int every = 1) {
  laboratory.page.post(
      "/sandbox/faults",
      {{"system", "slack"}, {"status", status}, {"every", every}, {"count", count}});
}

constexpr int k_all_of_them = 100'000;

void rate_limit_storm(Laboratory& laboratory) {
  answer(laboratory, 429, k_all_of_them, 2);
  last_for(8s);
  answer(laboratory, 429, 0);
}

/// Envelopes go on arriving and are acknowledged, and nothing can be said.
void api_outage(Laboratory& laboratory) {
  last_for(laboratory.random.between(200ms, 1000ms));
  answer(laboratory, 503, k_all_of_them);
  last_for(6s);
  answer(laboratory, 503, 0);
}

}  // namespace

std::vector<Fault> slack_faults() {
  return {{"disconnect_storm", disconnect_storm},
          {"rate_limit_storm", rate_limit_storm},
          {"api_outage", api_outage}};
}

}  // namespace latchkey::laboratory
