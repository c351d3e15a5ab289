#include "core/base/error.hpp"

#include <stdexcept>

namespace latchkey {

void throw_exception_from_error(const Error& error, const boost::source_location& location) {
  throw std::logic_error("value() of a failure (" + error.what + ") at " + location.to_string());
}

}  // namespace latchkey
