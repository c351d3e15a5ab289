#pragma once

#include "bot/commands/command.hpp"

#include <string_view>

namespace latchkey::commands {

/// What follows the slash command: an address with options, "help", "status" or nothing. Takes
/// Slack's ways of writing an address and everything that keyboards and clipboards put around one.
Command parse_diagnose(std::string_view text);

/// What follows a mention of the bot: "diagnose EMAIL …", "escalate [reason]", "help", "status".
/// An address alone is understood as well.
Command parse_mention(std::string_view text);

}  // namespace latchkey::commands
