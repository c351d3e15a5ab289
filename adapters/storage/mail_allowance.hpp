#pragma once

#include "core/ports/store.hpp"

#include <optional>
#include <vector>

namespace latchkey::storage {

/// When mails may have left to one customer; within the last day at least, in any order.
using MailTimes = std::vector<TimePoint>;

/// Is one more mail at `now` too many? Both windows end at `now` and leave their start out. Times
/// after `now` count, too: a clock that was set back must not allow more mails.
std::optional<RemedyOverLimit> over_limit(MailTimes sent, TimePoint now, MailLimits limits);

/// How many more may leave at `now`.
int mails_left(const MailTimes& sent, TimePoint now, MailLimits limits);

}  // namespace latchkey::storage
