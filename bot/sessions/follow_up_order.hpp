#pragma once

#include "core/diagnosis/investigation.hpp"
#include "core/ports/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>

namespace latchkey {

/// That the mail of an attempt which ended so is to be followed; nothing where none can have left,
/// or where none could be told from others in the service's mail log. A confirmation may go to
/// another address than the one it was asked for with, which only the accounts know: where they do
/// not answer, it is looked for under this one. What `source` points to outlives the call.
boost::asio::awaitable<std::optional<FollowUpOrder>> follow_up_order(ServiceSources source,
                                                                     RemedyAttempt attempt,
                                                                     RemedyOutcome outcome,
                                                                     PressPlace place,
                                                                     TimePoint now);

}  // namespace latchkey
