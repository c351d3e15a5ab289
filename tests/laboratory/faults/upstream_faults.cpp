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

/// Whatever the replica does, nobody waits for it who only wants an acknowledgement.
void acknowledged_within_a_second(Laboratory& laboratory) {
  const auto deliveries = laboratory.page.get("/sandbox/deliveries").at("deliveries");
  for (const auto& delivery : deliveries) {
    if (delivery["acknowledged_after_ms"].is_null()) continue;
    EXPECT_LE(delivery["acknowledged_after_ms"].get<int>(), 1000) << delivery;
  }
}

}  // namespace

std::vector<Fault> upstream_faults() {
  return {
      {.name = "replica_hangs", .harm = replica_hangs, .afterwards = acknowledged_within_a_second}};
}

}  // namespace latchkey::laboratory
