#include "adapters/http/basic_authorization.hpp"

#include "core/base/wipe.hpp"

#include <openssl/evp.h>

#include <vector>

namespace latchkey::http {

std::string basic_authorization(std::string_view user, std::string_view password) {
  std::string credentials{user};
  credentials.append(":").append(password);
  // OpenSSL writes whole groups of four characters and a closing zero.
  std::vector<unsigned char> encoded((credentials.size() + 2) / 3 * 4 + 1);
  const auto length =
      EVP_EncodeBlock(encoded.data(), reinterpret_cast<const unsigned char*>(credentials.data()),
                      static_cast<int>(credentials.size()));
  wipe(credentials);
  return "Basic " + std::string(encoded.begin(), encoded.begin() + length);
}

}  // namespace latchkey::http
