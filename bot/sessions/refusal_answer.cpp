#include "bot/sessions/refusal_answer.hpp"

#include "bot/rendering/escalation_card.hpp"
#include "bot/rendering/escalation_notices.hpp"
#include "bot/rendering/notices.hpp"

namespace latchkey {

chat::Message refusal_answer(const Verdict& verdict, std::optional<RemedyId> remedy,
                             const AccessRules& rules) {
  switch (*verdict.refusal) {
    case Refusal::channel_not_listed: return rendering::refuse_unlisted_channel();
    case Refusal::channel_shared: return rendering::refuse_shared_channel();
    case Refusal::channel_not_visible: return rendering::refuse_unknown_channel();
    case Refusal::direct_not_visible: return rendering::refuse_unknown_direct_message();
    case Refusal::other_organisation: return rendering::refuse_other_organisation();
    case Refusal::guest: return rendering::refuse_guest();
    case Refusal::could_not_ask: return rendering::refuse_unknown_permission();
    case Refusal::conversation_direct:  // of calls for help alone
    case Refusal::not_permitted: break;
  }
  return remedy ? rendering::refuse_remedy(*remedy, rules.remediate, verdict.who_may)
                : rendering::refuse_diagnose(rules.diagnose, verdict.who_may);
}

chat::Message escalation_refusal(const Verdict& verdict, std::string_view action,
                                 const AccessRules& rules, const std::string& command) {
  if (verdict.refusal == Refusal::conversation_direct) {
    return rendering::refuse_direct_escalation(command);
  }
  if (verdict.refusal != Refusal::not_permitted) return refusal_answer(verdict, {}, rules);
  if (rendering::is_escalation_button(action)) return rendering::refuse_call_button(rules.escalate);
  return rendering::refuse_escalation(rules.escalate, verdict.who_may);
}

}  // namespace latchkey
