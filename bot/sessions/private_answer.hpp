#pragma once

#include "adapters/chat/chat_platform.hpp"

#include <boost/asio/awaitable.hpp>

namespace latchkey {

/// Says something that only the person who made the request sees. A failure is logged and no more:
/// there is no other way to reach that person.
boost::asio::awaitable<void> answer_privately(chat::ChatPlatform& platform, chat::Request request,
                                              chat::Message message);

}  // namespace latchkey
