#pragma once

#include "adapters/secrets/connect_health.hpp"
#include "adapters/secrets/found_secret.hpp"
#include "bot/config/config.hpp"
#include "bot/doctor/check.hpp"
#include "core/base/expected.hpp"

#include <optional>
#include <string>

namespace latchkey::doctor {

inline constexpr const char* k_secrets = "Secrets";
inline constexpr const char* k_connect = "1Password Connect";

/// Could it be resolved? Names the version of an item in 1Password, and never shows the secret.
/// `connect` is where such items are asked for.
Check judge_secret(const std::string& reference, const Expected<secrets::FoundSecret>& found,
                   const std::optional<OnePasswordConfig>& connect);

/// Is 1Password Connect there, and well?
///
///   answer                     line
///   none, or not Connect's     fail
///   a part of it is in trouble warn: what it knows may be old
Check judge_connect(const OnePasswordConfig& connect,
                    const Expected<secrets::ConnectHealth>& health);

}  // namespace latchkey::doctor
