#pragma once

#include "bot/config/config.hpp"

#include <string>
#include <vector>

namespace latchkey {

/// Every reference to a secret in the configuration ("env:SLACK_BOT_TOKEN"), each once, in the
/// file's usual order.
std::vector<std::string> named_references(const Config& config);

/// Those that a diagnosis without chat needs: all but Slack's.
std::vector<std::string> references_without_slack(const Config& config);

/// Those that it takes to look into the store: its address and the record's key.
std::vector<std::string> references_of_store(const Config& config);

}  // namespace latchkey
