#pragma once

#include <string_view>

namespace latchkey {

/// How far a remedy has come, or how it ended.
enum class RemedyOutcome {
  in_progress,        ///< begun; if it stays so, nobody knows whether it took effect
  accepted,           ///< the site said that a mail is on its way
  accepted_unproven,  ///< the site says so for every address
  already_confirmed,  ///< nothing to confirm, no mail left
  unknown_address,    ///< the site knows no such account, no mail left
  uncertain,          ///< sent, and no answer came
  failed,             ///< certain that no mail left: it may be tried again
  dry_run             ///< nothing was sent, because the configuration says so
};

/// "accepted_unproven": in the store.
std::string_view to_string(RemedyOutcome outcome);

/// Does it count against the customer's limit, and against a second press? True for every outcome
/// but those that are known to have sent nothing.
bool mail_may_have_left(RemedyOutcome outcome);

}  // namespace latchkey
