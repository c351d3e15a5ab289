#pragma once

#include "core/diagnosis/investigation.hpp"
#include "core/remedies/remedy.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>

namespace latchkey {

/// Who would get the remedy's mail now (`recipient_of`): a confirmation may go to another address
/// than the one that it is asked for with, which only the accounts know. Nothing where they do not
/// answer. What `source` points to outlives the call.
boost::asio::awaitable<std::optional<EmailAddress>> mail_recipient(ServiceSources source,
                                                                   RemedyId remedy,
                                                                   EmailAddress asked);

}  // namespace latchkey
