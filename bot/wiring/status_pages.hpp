#pragma once

#include "bot/status/pages.hpp"
#include "bot/wiring/chat_service.hpp"
#include "bot/wiring/observation.hpp"

namespace latchkey {

/// What the status listener says: `/healthz`, `/readyz`, `/metrics` for Prometheus, and `/` for
/// people. Both outlive it.
status::Pages status_pages(ChatService& service, Observation& observation);

}  // namespace latchkey
