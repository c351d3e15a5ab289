#pragma once

#include "bot/config/config.hpp"
#include "bot/config/table_reader.hpp"

#include <string>

namespace latchkey {

/// Reads `[service.accounts]`. `service_url` is where a GitLab's accounts are asked for.
AccountsConfig read_accounts(TableReader in, const std::string& service_url);

}  // namespace latchkey
