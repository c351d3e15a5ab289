#pragma once

#include <string>

namespace latchkey::http {

/// The first of OpenSSL's errors on this thread, in words ("No such file or directory"). Forgets
/// the others.
std::string take_openssl_error();

}  // namespace latchkey::http
