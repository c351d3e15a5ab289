// latchkey_bench_diagnosis: how long a diagnosis takes where every system takes its time, and how
// the memory grows. Everything but the systems is Latchkey's own: wiring, clients and adapters.
//   latchkey_bench_diagnosis                                  answers after 50 ms, one begun every
//                                                             5 ms: more than 20 are under way
//   latchkey_bench_diagnosis --pause-ms 1 --at-most 20        each begins where another ended
//   latchkey_bench_diagnosis --delay-ms 0 --diagnoses 10000   the memory after many diagnoses
// Exit code 0 where every diagnosis was whole and no question waited for more than one other.
#include "bot/wiring/secrets.hpp"
#include "bot/wiring/upstreams.hpp"
#include "core/base/clock.hpp"
#include "tests/bench/diagnosis/measured_run.hpp"
#include "tests/bench/diagnosis/slow_systems.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>

namespace latchkey::bench {
namespace {

using std::chrono::milliseconds;

/// A page of events and the next; on GitLab, where it comes to it, a search and then the others.
constexpr std::size_t k_longest_chain = 2;
/// For counting the chain: what is asked at once must not look like one on a busy machine.
constexpr milliseconds k_unhurried{500};
/// The first ones wait for connections.
constexpr int k_warm_up = 100;

struct Arguments {
  int diagnoses = 2000;
  int delay_ms = 50;
  int pause_ms = 5;
  int at_most = 200;
};

double in_ms(Duration duration) {
  return std::chrono::duration<double, std::milli>{duration}.count();
}

double in_mib(std::size_t bytes) {
  return static_cast<double>(bytes) / (1024 * 1024);
}

void print(const Arguments& arguments, const Figures& figures) {
  std::cout << fmt::format(
      "{} diagnoses, one begun every {} ms, every answer after {} ms: {} to {} under way\n"
      "p50 {:.1f} ms, p90 {:.1f} ms, p99 {:.1f} ms, longest {:.1f} ms\n"
      "resident {:.2f} MiB after a tenth of them, {:.2f} MiB after all: {:.3f} times as much\n",
      arguments.diagnoses, arguments.pause_ms, arguments.delay_ms, figures.fewest_under_way,
      figures.most_under_way, in_ms(figures.percentile(0.50)), in_ms(figures.percentile(0.90)),
      in_ms(figures.percentile(0.99)), in_ms(figures.durations.back()),
      in_mib(figures.resident_early), in_mib(figures.resident_late),
      static_cast<double>(figures.resident_late) / static_cast<double>(figures.resident_early));
}

int run(const Arguments& arguments) {
  const Pace pace{milliseconds{arguments.pause_ms}, arguments.at_most};
  SlowSystems systems;
  systems.sign_up(k_warm_up + 1 + k_warm_up + arguments.diagnoses);

  const auto config = systems.config();
  const SystemClock clock;
  Secrets secrets{config};
  boost::asio::io_context context{1};
  Upstreams upstreams{context.get_executor(), config, secrets, clock};
  Investigation investigation{upstreams.sources(), clock, config.run.upstream_deadline,
                              config.mailgun.log_retention};
  MeasuredRun measured{investigation, config.services.front().name, SlowSystems::customer};

  measured.diagnose(context, k_warm_up, 0, pace);
  systems.be_slow(k_unhurried);
  measured.diagnose(context, 0, 1, pace);
  const auto alone = systems.asked();
  std::cout << fmt::format("one diagnosis alone: {} questions over HTTP, the longest chain is {}\n",
                           alone.questions, alone.longest_chain);

  systems.be_slow(milliseconds{arguments.delay_ms});
  print(arguments, measured.diagnose(context, k_warm_up, arguments.diagnoses, pace));
  return alone.longest_chain == k_longest_chain ? 0 : 1;
}

}  // namespace
}  // namespace latchkey::bench

int main(int argc, char** argv) {
  latchkey::bench::Arguments arguments;
  CLI::App app{"How long a diagnosis takes where every system takes its time"};
  app.add_option("--diagnoses", arguments.diagnoses)->check(CLI::Range(10, 1'000'000));
  app.add_option("--delay-ms", arguments.delay_ms)->check(CLI::Range(0, 10'000));
  app.add_option("--pause-ms", arguments.pause_ms)->check(CLI::Range(1, 10'000));
  app.add_option("--at-most", arguments.at_most)->check(CLI::Range(1, 200));
  CLI11_PARSE(app, argc, argv);
  try {
    return latchkey::bench::run(arguments);
  } catch (const std::exception& error) {
    std::cerr << "latchkey_bench_diagnosis: " << error.what() << "\n";
    return 1;
  }
}
