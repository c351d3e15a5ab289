#include "tests/laboratory/fault.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace latchkey::laboratory {
namespace {

using namespace std::chrono_literals;

void replica_hangs(Laboratory& laboratory) {
  laboratory.replica.under({.held = true});
  last_for(10s);
}

/// Whatever the replica does, nobody waits for it who only wants an acknowledgement: none came
/// after Slack's three seconds. (The figures of a quiet machine are tests/bench's.)
void acknowledged_in_time(Laboratory& laboratory) {
  const auto deliveries = laboratory.page.get("/sandbox/deliveries").at("deliveries");
  for (const auto& delivery : deliveries) {
    if (delivery["acknowledged_after_ms"].is_null()) continue;  // a restart came between
    EXPECT_LT(delivery["acknowledged_after_ms"].get<int>(), 3000) << delivery;
  }
}

}  // namespace

std::vector<Fault> upstream_faults() {
  return {{.name = "replica_hangs", .harm = replica_hangs, .afterwards = acknowledged_in_time}};
}

}  // namespace latchkey::laboratory
