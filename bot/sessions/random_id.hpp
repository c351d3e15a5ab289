#pragma once

#include <string>

namespace latchkey {

/// 128 random bits from the system's generator as 32 hex digits: opaque, and not to be guessed by
/// somebody who has seen others.
std::string random_id();

}  // namespace latchkey
