#include "bot/sessions/random_id.hpp"

#include <fmt/format.h>

#include <random>

namespace latchkey {

std::string random_id() {
  std::random_device source;  // reads getrandom(2) on Linux
  return fmt::format("{:08x}{:08x}{:08x}{:08x}", source(), source(), source(), source());
}

}  // namespace latchkey
