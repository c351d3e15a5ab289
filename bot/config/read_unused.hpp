#pragma once

#include "bot/config/table_reader.hpp"

#include <string>

namespace latchkey {

/// What a key's value must look like.
enum class ValueShape {
  text,
  texts,
  text_map,
  whole_number,
  duration,
  duration_or_never,
  url,
  secret
};

/// Takes a key of the contract whose part is not built yet: its shape is checked, so that the file
/// is right on the day it is, and a warning says that it does nothing today.
void accept_unused_key(TableReader& in, const std::string& key, ValueShape shape);

/// The same for whole sections: `[oncall]`, `[templates]`.
void accept_unused_sections(TableReader& file);

}  // namespace latchkey
