#include "bot/config/read_unused.hpp"

namespace latchkey {

void warn_unused(TableReader& in, const std::string& key) {
  if (in.has(key)) in.warning(key, "accepted, but this version does not use it yet");
}

}  // namespace latchkey
