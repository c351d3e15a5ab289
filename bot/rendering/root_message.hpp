#pragma once

#include "adapters/chat/message.hpp"
#include "bot/rendering/asked.hpp"
#include "core/diagnosis/diagnosis.hpp"
#include "core/diagnosis/investigation.hpp"

namespace latchkey::rendering {

/// While the systems are asked: what is checked, and how far it is.
chat::Message root_running(const Asked& asked, const Progress& progress);

/// The conclusion, in the place of the progress.
chat::Message root_concluded(const Asked& asked, const Diagnosis& diagnosis);

/// The check ended without an answer (a restart, a bug): says so, and that asking again is safe.
chat::Message root_abandoned(const Asked& asked);

}  // namespace latchkey::rendering
