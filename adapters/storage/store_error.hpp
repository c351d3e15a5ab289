#pragma once

#include "core/base/error.hpp"

#include <string>

namespace soci {
class soci_error;
}  // namespace soci

namespace latchkey::storage {

/// What an operator can do something about: full, locked, damaged, not writable. Always
/// `unavailable`, because whoever asked can only be told to try later.
/// https://www.sqlite.org/rescode.html
Error store_error(const std::string& file, const soci::soci_error& error);

}  // namespace latchkey::storage
