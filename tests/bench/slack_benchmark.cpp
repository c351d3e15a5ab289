// What Slack costs us: reading what it delivers, acknowledging it, and wording an answer for it.
#include "adapters/slack/block_kit.hpp"
#include "adapters/slack/frame.hpp"
#include "bot/rendering/evidence_replies.hpp"
#include "bot/rendering/root_message.hpp"
#include "core/diagnosis/conclusion.hpp"
#include "tests/bench/busy_customer.hpp"

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace latchkey {
namespace {

const slack::Identity k_ourselves{.user = "U0BOT", .bot = "B0BOT", .team = "T0OURS"};

std::string recorded_frame(const std::string& name) {
  std::ifstream file{LATCHKEY_FIXTURES_DIR "/slack/" + name + ".json", std::ios::binary};
  if (!file) throw std::runtime_error("no fixture slack/" + name + ".json");
  return {std::istreambuf_iterator<char>{file}, {}};
}

void run_read_frame(benchmark::State& state, const std::string& name) {
  const std::string text = recorded_frame(name);
  for (auto _ : state) {
    benchmark::DoNotOptimize(slack::read_frame(text, k_ourselves, doubles::k_now));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void run_acknowledge(benchmark::State& state) {
  const auto frame = slack::read_frame(recorded_frame("command"), k_ourselves, doubles::k_now);
  const auto& envelope = std::get<slack::Envelope>(frame);
  for (auto _ : state) benchmark::DoNotOptimize(slack::ack_frame(envelope, {}));
}
BENCHMARK(run_acknowledge)->Name("acknowledge");

/// From the diagnosis to the bytes that Slack gets: the conclusion and its thread.
void run_render(benchmark::State& state) {
  const auto diagnosis = conclude(doubles::busy_customer(static_cast<int>(state.range(0))));
  const rendering::Asked asked{diagnosis.email, diagnosis.service, "U0DANA"};
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        slack::message_json(rendering::root_concluded(asked, diagnosis)).dump());
    for (const auto& reply : rendering::evidence_replies(diagnosis)) {
      benchmark::DoNotOptimize(slack::message_json(reply).dump());
    }
  }
}
BENCHMARK(run_render)->Name("render")->Arg(0)->Arg(10)->Arg(1000);

const bool k_frames_registered = [] {
  for (const char* name : {"command", "app_mention", "button", "submission"}) {
    benchmark::RegisterBenchmark(("read_frame/" + std::string{name}).c_str(), run_read_frame,
                                 std::string{name});
  }
  return true;
}();

}  // namespace
}  // namespace latchkey
