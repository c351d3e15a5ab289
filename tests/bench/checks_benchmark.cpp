// What judging costs once the answers are there: each check, and the whole conclusion.
#include "core/addresses/look_alikes.hpp"
#include "core/checks/all_checks.hpp"
#include "core/diagnosis/conclusion.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <benchmark/benchmark.h>

#include <string>

namespace latchkey {
namespace {

using namespace doubles;

/// A customer with a long history: that many mails on both domains, and look-alike accounts.
Evidence busy_customer(int mails_per_domain) {
  auto evidence = sample_evidence();
  auto& here = evidence.services[0];
  here.accounts = found({unconfirmed(jane_account()), account("5", "jane_doe@acme.example"),
                         account("6", "janedoe@acme.example", "Bob Ray"),
                         account("7", "jane-doe@acme.example")});
  for (auto& service : evidence.services) {
    MailHistory log;
    for (int i = 0; i < mails_per_domain; ++i) {
      const auto* subject = i % 3 == 0 ? k_reset : i % 3 == 1 ? k_confirmation : "Your invoice";
      const auto lines = delivered(subject, k_now - hours{1} - minutes{20 * i});
      log.events.insert(log.events.end(), lines.rbegin(), lines.rend());
    }
    service.mail = std::move(log);
  }
  return evidence;
}

void run_check(benchmark::State& state, const Check& check) {
  const auto evidence = busy_customer(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(check.run(evidence));
}

void run_conclude(benchmark::State& state) {
  const auto evidence = busy_customer(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(conclude(evidence));
}
// A quiet customer, a usual one, and as many mails as a mail log is read for.
BENCHMARK(run_conclude)->Name("conclude")->Arg(0)->Arg(10)->Arg(1000);

void run_look_alikes(benchmark::State& state) {
  const auto asked = address("jane.m.doe+shop@acme.example");
  for (auto _ : state) benchmark::DoNotOptimize(look_alikes(asked));
}
BENCHMARK(run_look_alikes)->Name("look_alikes");

const bool k_registered = [] {
  for (const auto& check : all_checks()) {
    benchmark::RegisterBenchmark(("check/" + std::string{check.name}).c_str(), run_check, check)
        ->Arg(10);
  }
  return true;
}();

}  // namespace
}  // namespace latchkey
