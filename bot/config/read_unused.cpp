#include "bot/config/read_unused.hpp"

#include "bot/config/read_secret.hpp"

namespace latchkey {
namespace {

constexpr const char* k_unused = "accepted, but this version does not use it yet";

}  // namespace

void warn_unused(TableReader& in, const std::string& key) {
  if (in.has(key)) in.warning(key, k_unused);
}

void accept_unused_sections(TableReader& file) {
  const toml::table* table = file.table("onepassword");
  if (!table) return;
  warn_unused(file, "onepassword");
  TableReader in{*table, "onepassword", file.problems()};
  in.url("connect_url");
  read_secret(in, "token", false);
  in.finish();
}

}  // namespace latchkey
