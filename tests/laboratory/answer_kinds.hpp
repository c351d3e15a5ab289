#pragma once

#include "tests/scenarios/sandbox.hpp"

#include <vector>

namespace latchkey::laboratory {

using Chat = std::vector<scenarios::SeenMessage>;

inline constexpr const char* k_check_again = "Check again";

/// The messages under this one, or, of a message in a thread, those beside it.
Chat thread_of(const scenarios::SeenMessage& message, const Chat& chat);

bool has_buttons(const Chat& thread);

/// Every system was asked and answered; of a conclusion in the channel, its buttons are there, too.
bool is_complete(const scenarios::SeenMessage& answer, const Chat& chat);

/// It says what was hoped for, or that it could not be done, and why: nothing that is not so.
bool is_honest(const scenarios::SeenMessage& answer, const Chat& chat);

}  // namespace latchkey::laboratory
