#include "bot/programs/terminal.hpp"

#include <langinfo.h>
#include <unistd.h>

#include <clocale>
#include <string_view>

namespace latchkey {

Terminal terminal() {
  // NOLINTBEGIN(concurrency-mt-unsafe): the header's condition.
  const bool has_locale = std::setlocale(LC_CTYPE, "") != nullptr;
  return {.interactive = isatty(STDOUT_FILENO) != 0,
          .unicode = has_locale && std::string_view{nl_langinfo(CODESET)} == "UTF-8"};
  // NOLINTEND(concurrency-mt-unsafe)
}

}  // namespace latchkey
