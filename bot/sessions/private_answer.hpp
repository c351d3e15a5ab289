#pragma once

#include "adapters/chat/chat_platform.hpp"

#include <boost/asio/awaitable.hpp>

namespace latchkey {

/// Says something that only the person who made the request sees. Where it
/// can be said neither through the reply address nor in the channel it is logged: there is no other
/// way to reach that person.
boost::asio::awaitable<void> answer_privately(chat::ChatPlatform& platform, chat::Request request,
                                              chat::Message message);

}  // namespace latchkey
