#pragma once

#include "bot/config/config.hpp"
#include "bot/wiring/chat_service.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <string>

namespace latchkey {

/// Resolves every secret of the program once more; what cannot be resolved stays as it was.
using Renew = std::function<boost::asio::awaitable<void>()>;

/// Reads the configuration file again while the program runs: puts into `config` what may change
/// meanwhile (bot/config/take_over.hpp), has it hold from now on, and renews the secrets. A file
/// with an error changes nothing. The log says what came of it, with a line for each error. All
/// references outlive the call.
boost::asio::awaitable<void> reload(std::string file, Config& config, ChatService& service,
                                    Renew renew);

/// Renews the secrets at these intervals, for ever: what was exchanged is used while what it
/// replaces still works.
boost::asio::awaitable<void> renew_secrets(std::chrono::seconds interval, Renew renew);

}  // namespace latchkey
