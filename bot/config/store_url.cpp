#include "bot/config/store_url.hpp"

namespace latchkey {

Expected<StoreUrl> parse_store_url(std::string_view text) {
  constexpr std::string_view k_sqlite = "sqlite:";
  if (text == "memory:") return StoreUrl{.kind = StoreUrl::Kind::memory};
  if (text.starts_with(k_sqlite) && text.size() > k_sqlite.size()) {
    return StoreUrl{.kind = StoreUrl::Kind::sqlite,
                    .path = std::string{text.substr(k_sqlite.size())}};
  }
  if (text.starts_with("postgresql://") || text.starts_with("postgres://")) {
    return StoreUrl{.kind = StoreUrl::Kind::postgres, .dsn = Secret{std::string{text}}};
  }
  return Error{ErrorKind::invalid,
               "expected sqlite:PATH or postgresql://… (or memory:, which forgets everything at a "
               "restart)"};
}

}  // namespace latchkey
