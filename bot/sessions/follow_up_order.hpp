#pragma once

#include "core/diagnosis/service.hpp"
#include "core/ports/store.hpp"

#include <optional>

namespace latchkey {

/// That the mail of an attempt which ended so is to be followed; nothing where none can have left,
/// or where none could be told from others in the service's mail log.
std::optional<FollowUpOrder> follow_up_order(const Service& service, const RemedyAttempt& attempt,
                                             RemedyOutcome outcome, PressPlace place,
                                             TimePoint now);

}  // namespace latchkey
