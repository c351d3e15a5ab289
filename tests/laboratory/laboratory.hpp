#pragma once

#include "tests/harness/portal_app.hpp"
#include "tests/harness/temporary_directory.hpp"
#include "tests/laboratory/fault_proxy.hpp"
#include "tests/laboratory/longest_time.hpp"
#include "tests/laboratory/random.hpp"
#include "tests/laboratory/supervised_bot.hpp"
#include "tests/scenarios/sandbox.hpp"
#include "tests/scenarios/sandbox_process.hpp"
#include "tests/scenarios/team.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <shared_mutex>
#include <vector>

namespace latchkey::laboratory {

/// What a fault needs of the bot before it is started.
struct Surroundings {
  scenarios::Bot::Environment environment;
  /// Where its records are kept. Empty: where there is room.
  std::filesystem::path store_directory;
  /// Instead: a PostgreSQL, and how many bots share it.
  std::string store_url = {};
  std::size_t bots = 1;
  /// Whatever else has to be there as long as the laboratory.
  std::shared_ptr<void> kept;
};

/// The programs of a conversation, with something between them that can do harm. For many teams.
class Laboratory {
 public:
  Laboratory(std::size_t team_count, unsigned seed, Surroundings where);

 private:
  harness::TemporaryDirectory directory_;

 public:
  const Surroundings surroundings;
  const std::vector<scenarios::Team> teams;
  Random random;
  /// Between the bot and Slack, Mailgun and GitLab.com.
  FaultProxy slack;
  /// Between the bot and the account replica.
  FaultProxy replica;
  scenarios::SandboxProcess sandbox;
  /// The sandbox's page, for the one who does harm; the teams have their own.
  scenarios::Sandbox page;
  harness::PortalApp& portal;
  SupervisedBot bot;
  /// Those that share its store.
  std::vector<std::unique_ptr<SupervisedBot>> others;
  /// Shared by the presses that are under way. Whoever wants to restart the bot and not to see what
  /// an interrupted press leads to holds it alone.
  std::shared_mutex presses;

  void start_bots();
  /// All of them, for good; their exit statuses.
  std::vector<int> stop_bots();
  /// The exit statuses of those that ended by themselves.
  [[nodiscard]] std::vector<int> ended_by_themselves() const;
  /// By its number, from 0 on.
  SupervisedBot& bot_number(std::size_t number) { return number == 0 ? bot : *others[number - 1]; }

  /// From an acknowledgement to its answer.
  LongestTime longest_wait;
  /// From when somebody began to do something, again and again, until it was acknowledged.
  LongestTime longest_trying;

  /// Nothing is wrong any more.
  void calm();
  /// How long nothing has been wrong; zero while something is.
  [[nodiscard]] std::chrono::steady_clock::duration calm_for() const;

 private:
  /// Since the clock's epoch; zero while something is wrong.
  std::atomic<std::chrono::steady_clock::duration> calm_since_{};
};

}  // namespace latchkey::laboratory
