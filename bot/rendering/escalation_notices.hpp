#pragma once

#include "adapters/chat/message.hpp"
#include "core/escalation/escalation.hpp"

#include <string>
#include <vector>

namespace latchkey::rendering {

// What one person is told alone about a call for help.

/// Nobody can be called from here.
chat::Message no_escalation();

/// Somebody escalated in this thread before: who, when, and how it stands.
chat::Message already_escalated(const Escalation& open);

/// A press that changed nothing: how it stands.
chat::Message escalation_stands(const Escalation& escalation);

/// The escalation of this button is not kept any more.
chat::Message escalation_forgotten();

/// The press waited for over five minutes, and nobody was called.
chat::Message escalation_expired();

/// We are not in the channel, so nobody can be called into its threads.
chat::Message escalation_needs_invitation();

/// Whoever would be called cannot see this conversation. `command`: "/diagnose".
chat::Message refuse_direct_escalation(const std::string& command);

/// `rule` and `who_may` as for the other refusals. Says nothing about a customer.
chat::Message refuse_escalation(const std::vector<std::string>& rule,
                                const std::vector<std::string>& who_may);

/// Of a button of a call; `rule` as above.
chat::Message refuse_call_button(const std::vector<std::string>& rule);

/// Whom `card` would have gone to, and what it would have said. `incident`: one would have been
/// opened. The message is read by the asker alone, so the mentions in it notify nobody.
chat::Message escalation_dry_run(const Call& call, chat::Message card, bool incident);

}  // namespace latchkey::rendering
