#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"
#include "core/diagnosis/resets.hpp"

#include <optional>
#include <vector>

namespace latchkey {

// What `reset_request` says in each row of its table.

/// `reset_requested_elsewhere`. `here` is the older reset here, or one whose mail never left.
Finding requested_elsewhere(const Evidence& evidence, const ResetElsewhere& elsewhere,
                            const std::optional<Reset>& here);

/// Info: the reset elsewhere, where it cannot be told whether a newer one left from here.
Finding seen_elsewhere(const Evidence& evidence, const ResetElsewhere& elsewhere);

/// Info: the reset that the account's identity provider, another of our services, was asked for.
Finding seen_at_provider(const Evidence& evidence, const ResetElsewhere& elsewhere);

/// The newest reset is the one from here: `reset_link_expired`, or how it stands; with an info
/// where several links are out at once.
std::vector<Finding> requested_here(const Evidence& evidence, const Reset& here);

/// The account notes a reset of which no mail left.
Finding requested_without_mail(const Evidence& evidence, const Reset& here);

/// `reset_not_requested`, or an info where the customer signed in within the last 24 hours.
Finding not_requested(const Evidence& evidence);

/// Ok: nothing was reset, and here nothing could be; a sign-in link takes its place.
Finding no_password_to_reset(const Evidence& evidence);

/// Unanswered: the diagnosed service's log was not read far enough.
Finding own_log_unread(const Evidence& evidence);

}  // namespace latchkey
