#pragma once

#include "bot/config/config.hpp"
#include "bot/wiring/chat_service.hpp"
#include "bot/wiring/upstreams.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <string>

namespace latchkey {

/// Reads the configuration file again while the program runs: puts into `config` what may change
/// meanwhile (bot/config/take_over.hpp), has it hold from now on, and resolves every secret once
/// more. A file with an error changes nothing. The log says what came of it, with a line for each
/// error. All references outlive the call.
boost::asio::awaitable<void> reload(std::string file, Config& config, Upstreams& upstreams,
                                    ChatService& service);

/// Resolves every secret once more at these intervals, for ever: what was exchanged is used while
/// what it replaces still works. What cannot be resolved stays as it was. All references outlive
/// the call.
boost::asio::awaitable<void> renew_secrets(std::chrono::seconds interval, Upstreams& upstreams,
                                           ChatService& service);

}  // namespace latchkey
