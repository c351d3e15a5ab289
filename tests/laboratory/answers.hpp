#pragma once

#include "tests/laboratory/laboratory.hpp"

#include <string>
#include <vector>

namespace latchkey::laboratory {

/// What the bot began to say in the chat and has not brought to an end: a bar that still runs, an
/// answer without its buttons. One line each.
std::vector<std::string> unfinished_answers(Laboratory& laboratory);

/// Messages that carry the tag of another one: the same step of the same job, said twice.
std::vector<std::string> repeated_messages(Laboratory& laboratory);

}  // namespace latchkey::laboratory
