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

/// "550 5.1.1 user unknown, since 2026-11-20T10:00:01Z": a note in plain text, whatever it is.
std::string note_words(const std::string& note);

}  // namespace latchkey
