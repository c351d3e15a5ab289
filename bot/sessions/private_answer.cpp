#include "bot/sessions/private_answer.hpp"

#include <spdlog/spdlog.h>

#include <utility>

namespace latchkey {

boost::asio::awaitable<void> answer_privately(chat::ChatPlatform& platform, chat::Request request,
                                              chat::Message message) {
  Expected<void> sent = Error{ErrorKind::not_found, "there is no address for a reply"};
  // The reply address comes first: it works where we are no member, too.
  if (!request.reply_url.empty()) {
    sent = co_await platform.reply_privately(request.reply_url, message);
  }
  // None, or it was used up, had expired or was not taken: nobody has seen anything.
  const bool another_way = !sent && sent.error().kind == ErrorKind::not_found;
  if (another_way && !request.channel.empty()) {
    sent = co_await platform.whisper(request.channel, request.thread, request.user,
                                     std::move(message));
  }
  if (!sent) spdlog::warn("A private answer could not be given: {}", sent.error().what);
}

}  // namespace latchkey
