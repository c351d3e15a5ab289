#pragma once

#include "bot/config/config.hpp"

namespace latchkey {

/// Sets up spdlog on standard error: readable lines on a terminal, one JSON object per line
/// otherwise, unless the configuration says which. Objects about one job have its name in common
/// (`JobTrace`).
void set_up_logging(const LogConfig& config);

/// For a command whose output is read, perhaps by a program: nothing but trouble beside it, and no
/// more than is configured.
void set_up_quiet_logging(LogConfig config);

/// From now on.
void change_log_level(const LogConfig& config);

}  // namespace latchkey
