#pragma once

#include "core/diagnosis/suppression.hpp"
#include "core/remedies/remedy.hpp"

#include <optional>

namespace latchkey {

/// The list that this remedy takes an address off; nothing for every other remedy.
std::optional<SuppressionList> lifted_list(RemedyId remedy);

/// The list that this remedy puts an address back onto; nothing for every other remedy.
std::optional<SuppressionList> returned_list(RemedyId remedy);

/// The remedy that takes an address off this list.
RemedyId lift_of(SuppressionList list);

/// The remedy that undoes that.
RemedyId put_back_of(SuppressionList list);

/// Does it go against what the customer once wanted (a complaint, an unsubscribe)? Then only where
/// the customer asks for it now, and never by one person alone.
bool is_against_wish(RemedyId remedy);

}  // namespace latchkey
