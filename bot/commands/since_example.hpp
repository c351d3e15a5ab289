#pragma once

#include <chrono>
#include <string>

namespace latchkey::commands {

/// "since:14d", or what is still in a mail log that keeps its lines for less, in whole days: an
/// example that is followed to the letter must not be refused.
std::string since_example(std::chrono::seconds mail_log_retention);

}  // namespace latchkey::commands
