#include "tests/laboratory/fault.hpp"

#include <chrono>
#include <thread>

namespace latchkey::laboratory {
namespace {

using namespace std::chrono_literals;

/// A few exchanges, or envelopes.
constexpr std::size_t k_reset_within = 12'000;
/// Not even one exchange.
constexpr std::size_t k_reset_at_once = 1;

/// Connections break: each after some bytes, all of them now and then, in whatever they carry. Then
/// there is no way through at all for a while.
void cut(Laboratory& laboratory) {
  laboratory.slack.under({.reset_within = k_reset_within});
  for (int i = 0; i < 6; ++i) {
    last_for(laboratory.random.between(100ms, 1000ms));
    laboratory.slack.reset_all();
  }
  laboratory.slack.under({.reset_within = k_reset_at_once});
  laboratory.slack.reset_all();
  last_for(4s);
}

/// A call takes more than half a second, and an acknowledgement nearly as long.
void delay(Laboratory& laboratory) {
  laboratory.slack.under({.delay = 300ms});
  last_for(10s);
}

/// The connections that are open are forgotten by a router on the way; new ones work.
void half_open(Laboratory& laboratory) {
  for (int i = 0; i < 2; ++i) {
    last_for(laboratory.random.between(500ms, 2000ms));
    laboratory.slack.strand_all();
  }
}

void corrupt(Laboratory& laboratory) {
  laboratory.slack.under({.frames = corrupting});
  last_for(6s);
}

void reorder(Laboratory& laboratory) {
  laboratory.slack.under({.frames = reordering});
  last_for(8s);
}

/// An answer of a few kilobytes takes a second to be taken from the bot.
void slow_reader(Laboratory& laboratory) {
  laboratory.slack.under({.from_client_per_second = 4096});
  last_for(8s);
}

}  // namespace

void last_for(std::chrono::milliseconds time) {
  std::this_thread::sleep_for(time);
}

std::vector<Fault> line_faults() {
  return {{"cut", cut},         {"delay", delay},     {"half_open", half_open},
          {"corrupt", corrupt}, {"reorder", reorder}, {"slow_reader", slow_reader}};
}

}  // namespace latchkey::laboratory
