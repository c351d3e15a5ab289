#include "bot/programs/system_user.hpp"

#include <pwd.h>
#include <unistd.h>

namespace latchkey {

std::string system_user() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody else asks for a user.
  const passwd* entry = getpwuid(geteuid());
  return entry != nullptr ? entry->pw_name : std::to_string(geteuid());
}

}  // namespace latchkey
