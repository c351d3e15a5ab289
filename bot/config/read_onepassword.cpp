#include "bot/config/read_onepassword.hpp"

#include "adapters/secrets/local_secret.hpp"
#include "adapters/secrets/op_reference.hpp"
#include "bot/config/secret_reference.hpp"

#include <algorithm>
#include <string>

namespace latchkey {
namespace {

/// Lists are looked into as if they were not there: the errors of `[[service]]` name no number
/// either.
void refuse_below(const toml::node& node, const std::string& path, Problems& problems) {
  if (const toml::table* table = node.as_table()) {
    for (const auto& [key, value] : *table) {
      const std::string name{key.str()};
      refuse_below(value, path.empty() ? name : path + "." + name, problems);
    }
  } else if (const toml::array* list = node.as_array()) {
    for (const toml::node& item : *list) refuse_below(item, path, problems);
  } else if (secrets::parse_op_reference(node.value_or(std::string{}))) {
    problems.error(std::max(1U, static_cast<unsigned>(node.source().begin.line)), path,
                   "op:// references need a section [onepassword] with connect_url and token, "
                   "which this file does not have");
  }
}

std::string read_token(TableReader& in) {
  const std::string expected = "expected a reference (env:NAME, file:PATH or credential:NAME)";
  const auto token = in.text("token");
  if (!in.has("token")) in.error("token", "missing: " + expected);
  if (!token) return "";
  if (secrets::is_op_reference(*token)) {
    in.error("token", expected + ": 1Password does not hold the token that opens it");
  } else if (!secrets::is_local_reference(*token)) {
    in.error("token", expected + ", not a token itself");
  } else if (!is_secret_reference(*token)) {
    in.error("token", expected + ", got \"" + *token + "\"");
  } else {
    return *token;
  }
  return "";
}

}  // namespace

OnePasswordConfig read_onepassword(TableReader in) {
  OnePasswordConfig config;
  if (!in.has("connect_url")) {
    in.error("connect_url", "missing: expected the URL of 1Password Connect");
  }
  config.connect_url = in.url("connect_url").value_or("");
  while (config.connect_url.ends_with('/')) config.connect_url.pop_back();
  config.token = read_token(in);
  in.finish();
  return config;
}

void refuse_op_references(const toml::table& file, Problems& problems) {
  refuse_below(file, "", problems);
}

}  // namespace latchkey
