#pragma once

#include "core/diagnosis/suppression.hpp"

#include <optional>
#include <string>

namespace latchkey {

/// A row of a suppression list as it is kept under the attempt that lifts it (`RemedyPress::note`),
/// so that it can be put back as it was.
std::string to_note(const Suppression& row);

/// Nothing where the note is none of these: an earlier release kept words.
std::optional<Suppression> read_suppression(const std::string& note);

}  // namespace latchkey
