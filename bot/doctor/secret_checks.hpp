#pragma once

#include "bot/config/config.hpp"
#include "bot/doctor/check.hpp"
#include "core/base/expected.hpp"
#include "core/base/secret.hpp"

#include <string>
#include <vector>

namespace latchkey::doctor {

/// Every reference to a secret in the configuration ("env:SLACK_BOT_TOKEN"), each once, in the
/// file's usual order.
std::vector<std::string> named_references(const Config& config);

/// Could it be resolved? Never shows the secret.
Check judge_secret(const std::string& reference, const Expected<Secret>& secret);

}  // namespace latchkey::doctor
