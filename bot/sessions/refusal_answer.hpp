#pragma once

#include "adapters/chat/message.hpp"
#include "bot/sessions/authorization.hpp"
#include "core/remedies/remedy.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace latchkey {

/// A refusal in words. `remedy`: what was to be done, where it was one. `verdict` is a refusal.
chat::Message refusal_answer(const Verdict& verdict, std::optional<RemedyId> remedy,
                             const AccessRules& rules);

/// The same for a call for help. `action`: the button, where it was one; `command`: "/diagnose".
chat::Message escalation_refusal(const Verdict& verdict, std::string_view action,
                                 const AccessRules& rules, const std::string& command);

}  // namespace latchkey
