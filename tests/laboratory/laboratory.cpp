#include "tests/laboratory/laboratory.hpp"

#include "tests/harness/postgres_server.hpp"
#include "tests/laboratory/teams.hpp"
#include "tests/scenarios/stage.hpp"

#include <string>
#include <utility>

namespace latchkey::laboratory {
namespace {

/// Many times Slack's: what goes wrong is looked at here, not how long fourteen teams take.
constexpr int k_posts_per_second = 50;
/// As long as a busy machine may keep a process from doing anything, and short enough to wait for.
constexpr const char* k_lease_option = "--lease=6s";

std::filesystem::path workspace_file(const std::vector<scenarios::Team>& teams,
                                     const std::filesystem::path& directory) {
  auto file = directory / "workspace.json";
  write_workspace(teams, file);
  return file;
}

/// The address of the replica, by way of the proxy.
std::string dsn_through(const FaultProxy& proxy, std::string dsn) {
  const auto& port = harness::PostgresServer::shared().port();
  return dsn.replace(dsn.find(":" + port), port.size() + 1, ":" + std::to_string(proxy.port()));
}

scenarios::BotSettings settings(const Laboratory& laboratory) {
  scenarios::BotSettings settings{
      .sandbox_url = laboratory.slack.url(),
      .portal_url = laboratory.portal.url(),
      .dsn = dsn_through(laboratory.replica, laboratory.portal.reader_dsn()),
      .store_directory = laboratory.surroundings.store_directory,
      .channels = {},
      .guests = {},
      .posts_per_second = k_posts_per_second,
      .store_url = laboratory.surroundings.store_url};
  if (!settings.store_url.empty()) settings.options = k_lease_option;
  for (const auto& team : laboratory.teams) {
    for (const auto& channel : {team.support, team.general, team.shared}) {
      settings.channels.push_back(channel);
    }
    settings.guests.push_back(team.guest);
  }
  return settings;
}

}  // namespace

Laboratory::Laboratory(std::size_t team_count, unsigned seed, Surroundings where)
    : surroundings(std::move(where)),
      teams(make_teams(team_count)),
      random(seed),
      slack(seed + 1),
      replica(seed + 2),
      sandbox(workspace_file(teams, directory_.path()),
              {"--origin", slack.url(), "--posts-per-second", std::to_string(k_posts_per_second)}),
      page(sandbox.url()),
      portal(scenarios::empty_portal()),
      bot({settings(*this), surroundings.environment}) {
  slack.lead_to(sandbox.port());
  replica.lead_to(
      static_cast<unsigned short>(std::stoul(harness::PostgresServer::shared().port())));
  while (others.size() + 1 < surroundings.bots) {
    others.push_back(std::make_unique<SupervisedBot>(
        SupervisedBot::Parts{settings(*this), surroundings.environment}));
  }
}

void Laboratory::start_bots() {
  bot.start();
  for (const auto& other : others) other->start();
}

std::vector<int> Laboratory::stop_bots() {
  std::vector<int> statuses{bot.stop()};
  for (const auto& other : others) statuses.push_back(other->stop());
  return statuses;
}

std::vector<int> Laboratory::ended_by_themselves() const {
  auto statuses = bot.ended_by_itself();
  for (const auto& other : others) {
    for (const int status : other->ended_by_itself()) statuses.push_back(status);
  }
  return statuses;
}

void Laboratory::calm() {
  slack.calm();
  replica.calm();
  calm_since_ = std::chrono::steady_clock::now().time_since_epoch();
}

std::chrono::steady_clock::duration Laboratory::calm_for() const {
  const auto since = calm_since_.load();
  if (since.count() == 0) return {};
  return std::chrono::steady_clock::now().time_since_epoch() - since;
}

}  // namespace latchkey::laboratory
