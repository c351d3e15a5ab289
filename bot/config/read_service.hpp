#pragma once

#include "bot/config/config.hpp"
#include "bot/config/table_reader.hpp"

namespace latchkey {

/// Reads one `[[service]]` with its accounts and forms.
ServiceConfig read_service(TableReader in);

}  // namespace latchkey
