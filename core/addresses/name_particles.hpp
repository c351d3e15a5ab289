#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace latchkey {

/// Small words inside surnames. People leave them out, or write them together with the name.
inline constexpr std::array<std::string_view, 48> k_name_particles = {
    "a",    "abu", "af",  "al",  "ap",  "ar",  "av",   "bar",   "ben",    "bin", "bint", "binti",
    "bte",  "da",  "dal", "das", "de",  "del", "dela", "den",   "der",    "des", "di",   "do",
    "dos",  "du",  "e",   "el",  "ibn", "in",  "la",   "las",   "le",     "lo",  "los",  "mc",
    "ould", "san", "st",  "ten", "ter", "the", "van",  "vande", "vander", "von", "y",    "zu"};

constexpr bool is_name_particle(std::string_view word) {
  return std::find(k_name_particles.begin(), k_name_particles.end(), word) !=
         k_name_particles.end();
}

}  // namespace latchkey
