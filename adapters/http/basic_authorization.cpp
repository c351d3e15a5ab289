#include "adapters/http/basic_authorization.hpp"

#include "core/base/wipe.hpp"

#include <openssl/evp.h>

namespace latchkey::http {

std::string basic_authorization(std::string_view user, std::string_view password) {
  constexpr std::string_view k_scheme = "Basic ";
  std::string credentials;
  credentials.reserve(user.size() + 1 + password.size());
  credentials.append(user).append(":").append(password);
  // Written where it stays, as whole groups of four characters; OpenSSL adds a zero, as a text ends
  // in one anyway.
  std::string value{k_scheme};
  value.resize(k_scheme.size() + (credentials.size() + 2) / 3 * 4);
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(value.data()) + k_scheme.size(),
                  reinterpret_cast<const unsigned char*>(credentials.data()),
                  static_cast<int>(credentials.size()));
  wipe(credentials);
  return value;
}

}  // namespace latchkey::http
