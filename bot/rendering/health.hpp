#pragma once

#include "adapters/chat/message.hpp"
#include "bot/status/readiness.hpp"

namespace latchkey::rendering {

/// Slack, our records and the systems that checks ask, in plain words, a line each for what is
/// wrong. Names nobody.
chat::Text health(const status::Readiness& now);

}  // namespace latchkey::rendering
