#pragma once

#include "bot/config/load_config.hpp"

#include <string>
#include <vector>

namespace latchkey {

/// The smallest file that is enough for the command line.
inline const std::string k_enough = R"([[service]]
name = "CustomersDot"
url = "https://customers.example/"
mail_domain = "customers.example"
[service.accounts]
kind = "postgres"
dsn = "env:DSN"
table = "customers"
[mailgun]
api_key = "env:KEY"
)";

inline ConfigResult parse(const std::string& text) {
  return parse_config(text, "latchkey.toml");
}

/// The errors for the smallest file with something added at its end, where line 11 is the first.
inline std::vector<std::string> errors_with(const std::string& more) {
  return parse(k_enough + more).errors;
}

}  // namespace latchkey
