#include "tests/laboratory/teams.hpp"

#include "tests/scenarios/sandbox_process.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <string>

namespace latchkey::laboratory {
namespace {

using nlohmann::json;
using scenarios::Team;

/// Which of a team's people and channels stands for which of the small workspace's.
std::map<std::string, std::string> counterparts(const Team& team) {
  const Team small;
  return {{small.dana, team.dana},       {small.lena, team.lena},
          {small.guest, team.guest},     {small.support, team.support},
          {small.general, team.general}, {small.shared, team.shared}};
}

/// A copy for the team, under a name of its own.
json copied(json original, const std::map<std::string, std::string>& names) {
  const auto id = original.at("id").get<std::string>();
  const auto& new_id = names.at(id);
  original["id"] = new_id;
  original["name"] = original.at("name").get<std::string>() + new_id.substr(id.size());
  if (original.contains("email")) original["email"] = new_id + "@corp.example";
  if (!original.contains("members")) return original;
  for (auto& member : original["members"]) {
    const auto counterpart = names.find(member.get<std::string>());
    if (counterpart != names.end()) member = counterpart->second;
  }
  return original;
}

void add_team(json& workspace, const json& small, const Team& team) {
  const auto names = counterparts(team);
  for (const char* kind : {"users", "channels"}) {
    for (const auto& original : small.at(kind)) {
      if (names.contains(original.at("id"))) workspace[kind].push_back(copied(original, names));
    }
  }
  for (auto& group : workspace["usergroups"]) {
    const auto members = group["users"];
    for (const auto& [original, counterpart] : names) {
      const bool is_in = std::find(members.begin(), members.end(), original) != members.end();
      if (is_in) group["users"].push_back(counterpart);
    }
  }
}

}  // namespace

std::vector<Team> make_teams(std::size_t count) {
  std::vector<Team> teams;
  for (std::size_t i = 1; i <= count; ++i) {
    const auto number = std::to_string(i);
    const Team small;
    teams.push_back({small.dana + number, small.lena + number, small.guest + number,
                     small.support + number, small.general + number, small.shared + number,
                     "acme" + number + ".example"});
  }
  return teams;
}

void write_workspace(const std::vector<Team>& teams, const std::filesystem::path& file) {
  const auto small = json::parse(std::ifstream{scenarios::small_workspace()});
  auto workspace = small;
  for (const auto& team : teams) add_team(workspace, small, team);
  std::ofstream{file} << workspace;
}

}  // namespace latchkey::laboratory
