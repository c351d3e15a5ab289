// What judging costs once the answers are there: each check, and the whole conclusion.
#include "core/addresses/look_alikes.hpp"
#include "core/checks/all_checks.hpp"
#include "core/diagnosis/conclusion.hpp"
#include "tests/bench/busy_customer.hpp"

#include <benchmark/benchmark.h>

#include <string>

namespace latchkey {
namespace {

void run_check(benchmark::State& state, const Check& check) {
  const auto evidence = doubles::busy_customer(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(check.run(evidence));
}

void run_conclude(benchmark::State& state) {
  const auto evidence = doubles::busy_customer(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(conclude(evidence));
}
// A quiet customer, a usual one, and as many mails as a mail log is read for.
BENCHMARK(run_conclude)->Name("conclude")->Arg(0)->Arg(10)->Arg(1000);

void run_look_alikes(benchmark::State& state) {
  const auto asked = doubles::address("jane.m.doe+shop@acme.example");
  for (auto _ : state) benchmark::DoNotOptimize(look_alikes(asked));
}
BENCHMARK(run_look_alikes)->Name("look_alikes");

const bool k_checks_registered = [] {
  for (const auto& check : all_checks()) {
    benchmark::RegisterBenchmark(("check/" + std::string{check.name}).c_str(), run_check, check)
        ->Arg(10);
  }
  return true;
}();

}  // namespace
}  // namespace latchkey
