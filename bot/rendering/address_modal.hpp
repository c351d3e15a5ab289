#pragma once

#include "adapters/chat/message.hpp"
#include "core/base/email_address.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace latchkey::rendering {

/// The modal's action, and the name of its one input: an address with options, as after the
/// command.
constexpr std::string_view k_address_modal = "ask_address";
constexpr std::string_view k_address_input = "address";

/// Asks for an address. `found` are those of the message that the shortcut was used on: one is
/// filled in, several are there to choose from.
chat::Modal address_modal(std::string context, const std::vector<EmailAddress>& found);

}  // namespace latchkey::rendering
