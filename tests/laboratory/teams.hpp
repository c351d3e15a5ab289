#pragma once

#include "tests/scenarios/team.hpp"

#include <cstddef>
#include <filesystem>
#include <vector>

namespace latchkey::laboratory {

/// So many teams with people, channels and customers of their own: conversations that are held at
/// the same time, and each of which sees nothing but itself.
std::vector<scenarios::Team> make_teams(std::size_t count);

/// Writes a workspace with all of them, made from the scenarios' small one.
void write_workspace(const std::vector<scenarios::Team>& teams, const std::filesystem::path& file);

}  // namespace latchkey::laboratory
