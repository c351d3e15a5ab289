#pragma once

#include "bot/config/config.hpp"
#include "bot/config/table_reader.hpp"

namespace latchkey {

/// Reads `[oncall]` with `[oncall.pagerduty]`.
OnCallConfig read_oncall(TableReader in);

}  // namespace latchkey
