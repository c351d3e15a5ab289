#pragma once

#include "bot/config/config.hpp"
#include "bot/replies/placeholders.hpp"

#include <map>
#include <string>

namespace latchkey {

/// What the placeholders of a reply stand for, by the name of the diagnosed service; all but the
/// customer's address. Customers know sites by their addresses, so no name of ours is among it.
std::map<std::string, replies::Values> to_reply_values(const Config& config);

}  // namespace latchkey
