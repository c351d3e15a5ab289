#include "adapters/http/openssl_error.hpp"

#include <openssl/err.h>

#include <system_error>

namespace latchkey::http {

std::string take_openssl_error() {
  const auto error = ERR_get_error();
  ERR_clear_error();
  if (ERR_SYSTEM_ERROR(error)) return std::generic_category().message(ERR_GET_REASON(error));
  const char* reason = ERR_reason_error_string(error);
  return reason != nullptr ? reason : "cannot be read";
}

}  // namespace latchkey::http
