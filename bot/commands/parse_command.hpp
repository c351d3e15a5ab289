#pragma once

#include "bot/commands/command.hpp"
#include "core/diagnosis/mail_retention.hpp"

#include <chrono>
#include <string_view>

namespace latchkey::commands {

/// What follows the slash command: an address with options, "help", "status" or nothing. Takes
/// Slack's ways of writing an address and everything that keyboards and clipboards put around one.
/// What a refusal gives as an example, mail logs that keep their lines for `mail_log_retention` can
/// answer.
Command parse_diagnose(std::string_view text,
                       std::chrono::seconds mail_log_retention = k_longest_mail_log_retention);

/// What follows a mention of the bot: "diagnose EMAIL …", "escalate [reason]", "help", "status".
/// An address alone is understood as well; `mail_log_retention` as above.
Command parse_mention(std::string_view text,
                      std::chrono::seconds mail_log_retention = k_longest_mail_log_retention);

}  // namespace latchkey::commands
