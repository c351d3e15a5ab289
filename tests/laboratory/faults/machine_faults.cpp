#include "tests/laboratory/fault.hpp"

#include "tests/harness/temporary_directory.hpp"
#include "tests/harness/tiny_disk.hpp"
#include "tests/laboratory/clock_jumps.hpp"

#include <chrono>
#include <csignal>
#include <memory>
#include <system_error>

namespace latchkey::laboratory {
namespace {

using namespace std::chrono_literals;

void process_kill(Laboratory& laboratory) {
  for (int i = 0; i < 5; ++i) {
    last_for(laboratory.random.between(200ms, 2000ms));
    laboratory.bot.restart(SIGKILL);
  }
}

struct StoreOnTinyDisk {
  harness::TemporaryDirectory directory;
  harness::TinyDisk disk{directory.path()};
};

Surroundings with_tiny_disk() try {
  auto store = std::make_shared<StoreOnTinyDisk>();
  return {.environment = {}, .store_directory = store->directory.path(), .kept = store};
} catch (const std::system_error& refused) {
  throw Impossible(refused.what());
}

void disk_full(Laboratory& laboratory) {
  last_for(laboratory.random.between(500ms, 2500ms));
  const harness::FilledDisk filled{laboratory.surroundings.store_directory};
  last_for(6s);
}

Surroundings with_own_clock() {
  auto clock = std::make_shared<JumpingClock>();
  return {.environment = clock->environment(), .store_directory = {}, .kept = clock};
}

/// By more than a question or a press may be old, and back: the bot is wrong about the time, and
/// everybody else is right.
void clock_jumps(Laboratory& laboratory) {
  const auto clock = std::static_pointer_cast<JumpingClock>(laboratory.surroundings.kept);
  for (const auto offset : {20min, 0min, -20min, 20min, 0min}) {
    clock->set(offset);
    last_for(laboratory.random.between(500ms, 2000ms));
  }
}

}  // namespace

std::vector<Fault> machine_faults() {
  return {{.name = "process_kill", .harm = process_kill},
          {.name = "disk_full", .harm = disk_full, .prepare = with_tiny_disk, .may_end_with = 75},
          {.name = "clock_jumps", .harm = clock_jumps, .prepare = with_own_clock}};
}

}  // namespace latchkey::laboratory
