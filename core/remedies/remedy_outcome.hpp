#pragma once

#include <string_view>

namespace latchkey {

/// How far a remedy has come, or how it ended.
enum class RemedyOutcome {
  proposed,           ///< somebody wants it, and a second person must approve; nothing was done
  in_progress,        ///< begun; if it stays so, nobody knows whether it took effect
  accepted,           ///< the site said that a mail is on its way
  accepted_unproven,  ///< the site says so for every address
  already_confirmed,  ///< nothing to confirm, no mail left
  unknown_address,    ///< the site knows no such account, no mail left
  lifted,             ///< the address is off the list; no mail left by it
  looked_up,          ///< another address was asked about; that answer stands for itself
  put_back,           ///< the address is on the list again
  uncertain,          ///< sent, and no answer came
  failed,             ///< it had no effect, or may be tried again without harm
  dry_run             ///< nothing was sent, because the configuration says so
};

/// "accepted_unproven": in the store.
std::string_view to_string(RemedyOutcome outcome);

/// Does it count against a second press, and where the remedy sends mail (`sends_mail`) against the
/// customer's limit? True for every outcome but those that are known to have had no effect.
bool may_have_taken_effect(RemedyOutcome outcome);

}  // namespace latchkey
