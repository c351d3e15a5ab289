#include "tests/harness/postgres_server.hpp"
#include "tests/laboratory/fault.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>

namespace latchkey::laboratory {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t k_bots = 3;
/// Several leases (laboratory.cpp), also of a machine that is busy.
constexpr auto k_several_leases = 60s;
/// A bot that was taken over ends, to be started again.
constexpr int k_taken_over = 75;

Surroundings three_bots(std::string url, std::shared_ptr<void> kept) {
  return {.environment = {},
          .store_directory = {},
          .store_url = std::move(url),
          .bots = k_bots,
          .kept = std::move(kept)};
}

/// A database of their own, which can be done harm to while the portal's goes on.
Surroundings three_with_one_database() {
  auto server = std::make_shared<harness::PostgresServer>();
  auto url = server->dsn(server->create_database());
  return three_bots(std::move(url), std::move(server));
}

struct DatabaseWithStandby {
  harness::PostgresServer primary;
  harness::PostgresServer standby = harness::PostgresServer::standby_of(primary);
};

Surroundings three_with_a_standby() {
  auto servers = std::make_shared<DatabaseWithStandby>();
  const auto& [primary, standby] = *servers;
  const auto database = servers->primary.create_database();
  primary.commit_on_standby_too();
  auto url = "postgresql://postgres@127.0.0.1:" + primary.port() + ",127.0.0.1:" + standby.port() +
             "/" + database + "?target_session_attrs=read-write";
  return three_bots(std::move(url), std::move(servers));
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

/// What the bots' store knows of them.
std::set<std::string> replicas_of(const Laboratory& laboratory) {
  const auto& url = laboratory.surroundings.store_url;
  const auto server =
      std::static_pointer_cast<harness::PostgresServer>(laboratory.surroundings.kept);
  std::set<std::string> ids;
  for (const auto& row :
       server->execute(url.substr(url.rfind('/') + 1), "SELECT id FROM replicas")) {
    ids.insert(row[0]);
  }
  return ids;
}

template <class Condition>
void wait_until(const char* what, Condition holds) {
  const auto until = std::chrono::steady_clock::now() + k_several_leases;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > until) throw std::runtime_error(what);
    last_for(100ms);
  }
}

/// Stopped until another one has taken over, it does nothing more and ends.
void stopped_beyond_its_lease(Laboratory& laboratory) {
  for (int i = 0; i < 3; ++i) {
    last_for(laboratory.random.between(200ms, 1500ms));
    wait_until("not all bots came back", [&] { return replicas_of(laboratory).size() == k_bots; });
    auto& bot = any_bot(laboratory);
    const auto ended_before = bot.ended_by_itself().size();
    const auto all = replicas_of(laboratory);
    bot.send(SIGSTOP);
    wait_until("nobody took over from a bot that was stopped",
               [&] { return !std::ranges::includes(replicas_of(laboratory), all); });
    bot.send(SIGCONT);
    wait_until("a bot that was taken over went on",
               [&] { return bot.ended_by_itself().size() > ended_before; });
    EXPECT_EQ(bot.ended_by_itself().back(), k_taken_over);
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

void database_restarts(Laboratory& laboratory) {
  const auto server =
      std::static_pointer_cast<harness::PostgresServer>(laboratory.surroundings.kept);
  for (int i = 0; i < 4; ++i) {
    last_for(laboratory.random.between(500ms, 3000ms));
    server->restart();
  }
}

void standby_promoted(Laboratory& laboratory) {
  const auto servers = std::static_pointer_cast<DatabaseWithStandby>(laboratory.surroundings.kept);
  last_for(laboratory.random.between(1000ms, 5000ms));
  servers->primary.end_at_once();
  // Whoever promotes it has to notice first: within the bots' patience, or later.
  last_for(laboratory.random.between(0ms, 8000ms));
  servers->standby.promote();
  last_for(2s);
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
           .may_end_with = k_taken_over},
          {.name = "database_restarts",
           .harm = database_restarts,
           .prepare = three_with_one_database,
           .may_end_with = k_taken_over},
          {.name = "standby_promoted",
           .harm = standby_promoted,
           .prepare = three_with_a_standby,
           .may_end_with = k_taken_over}};
}

}  // namespace latchkey::laboratory
