#pragma once

#include "adapters/chat/message.hpp"

#include <string>

namespace latchkey {

/// A chat message as text that a reviewer can read: what stands where, and what each button does.
std::string dump(const chat::Message& message);

/// The same of a window with its fields.
std::string dump(const chat::Modal& modal);

}  // namespace latchkey
