#pragma once
#include "deploy/sandbox/slack_state.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <string>

namespace latchkey::sandbox {

/// Writes the events that `user` may see as text/event-stream until the page goes away.
boost::asio::awaitable<void> write_event_stream(boost::asio::ip::tcp::socket socket,
                                                SlackState& slack, std::string user);

}  // namespace latchkey::sandbox
