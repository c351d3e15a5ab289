#include "bot/wiring/secret.hpp"

#include "adapters/secrets/secret_source.hpp"
#include "bot/wiring/start_error.hpp"

namespace latchkey {

Secret resolve_secret(const std::string& configured) {
  if (!secrets::is_reference(configured)) return Secret{configured};
  auto secret = secrets::resolve(configured);
  if (!secret) throw StartError(2, secret.error().what);
  return std::move(*secret);
}

}  // namespace latchkey
