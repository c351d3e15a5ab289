#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "bot/watch/metrics.hpp"

namespace latchkey::watch {

/// Counts what people do in the chat, and whether it was taken on. Both outlive it.
class WatchedRequests final : public chat::RequestHandler {
 public:
  WatchedRequests(chat::RequestHandler& inner, Metrics& metrics)
      : inner_(inner), metrics_(metrics) {}

  boost::asio::awaitable<Expected<chat::Acknowledgement>> accept(chat::Request request) override;

 private:
  chat::RequestHandler& inner_;
  Metrics& metrics_;
};

}  // namespace latchkey::watch
