#include "tests/harness/postgres_server.hpp"
#include "tests/laboratory/fault.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <string>

namespace latchkey::laboratory {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t k_bots = 3;
/// Longer than a lease (laboratory.cpp), so that another one has taken over.
constexpr auto k_beyond_the_lease = 10s;
/// A bot that was taken over ends, to be started again.
constexpr int k_taken_over = 75;

/// A database of their own, which can be done harm to while the portal's goes on.
Surroundings three_with_one_database() {
  auto server = std::make_shared<harness::PostgresServer>();
  auto url = server->dsn(server->create_database());
  return {.environment = {},
          .store_directory = {},
          .store_url = std::move(url),
          .bots = k_bots,
          .kept = std::move(server)};
}

SupervisedBot& any_bot(Laboratory& laboratory) {
  return laboratory.bot_number(laboratory.random.between<std::size_t>(0, k_bots - 1));
}

int kills() {
  const char* text = std::getenv("LATCHKEY_KILLS");
  return text == nullptr ? 30 : std::stoi(text);
}

void any_of_three_killed(Laboratory& laboratory) {
  for (int i = 0; i < kills(); ++i) {
    last_for(laboratory.random.between(100ms, 1500ms));
    any_bot(laboratory).restart(SIGKILL);
  }
}

void stopped_beyond_its_lease(Laboratory& laboratory) {
  for (int i = 0; i < 3; ++i) {
    last_for(laboratory.random.between(200ms, 1500ms));
    auto& bot = any_bot(laboratory);
    bot.send(SIGSTOP);
    last_for(k_beyond_the_lease);
    bot.send(SIGCONT);
  }
}

void database_crashes(Laboratory& laboratory) {
  const auto server =
      std::static_pointer_cast<harness::PostgresServer>(laboratory.surroundings.kept);
  for (int i = 0; i < 4; ++i) {
    last_for(laboratory.random.between(500ms, 3000ms));
    server->crash();
  }
}

}  // namespace

std::vector<Fault> replica_faults() {
  return {{.name = "any_of_three_killed",
           .harm = any_of_three_killed,
           .prepare = three_with_one_database,
           .may_end_with = k_taken_over},
          {.name = "stopped_beyond_its_lease",
           .harm = stopped_beyond_its_lease,
           .prepare = three_with_one_database,
           .may_end_with = k_taken_over},
          {.name = "database_crashes",
           .harm = database_crashes,
           .prepare = three_with_one_database,
           .may_end_with = k_taken_over}};
}

}  // namespace latchkey::laboratory
