#pragma once

#include "core/diagnosis/investigation.hpp"

#include <boost/asio/awaitable.hpp>

#include <vector>

namespace latchkey {

/// Asks each service's accounts for an address that nobody has, one after the other, and warns in
/// the log of those that cannot be asked: a token that is no administrator's, or a role that may
/// read nothing, is seen at the start and not first by whoever asks about a customer.
boost::asio::awaitable<void> try_accounts(std::vector<ServiceSources> sources);

}  // namespace latchkey
