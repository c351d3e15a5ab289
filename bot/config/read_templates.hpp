#pragma once

#include "bot/config/config.hpp"
#include "bot/config/table_reader.hpp"

namespace latchkey {

/// `[templates]`, and every template in its directory: files "CAUSE.txt". What is wrong in one of
/// them is an error that names the file and the line, so that nobody finds out in front of a
/// customer. Files of another kind are overlooked.
TemplatesConfig read_templates(TableReader in);

}  // namespace latchkey
