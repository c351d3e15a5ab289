#include "bot/watch/watched_requests.hpp"

#include "adapters/chat/request_json.hpp"

#include <utility>

namespace latchkey::watch {

boost::asio::awaitable<Expected<chat::Acknowledgement>> WatchedRequests::accept(
    chat::Request request) {
  const auto kind = chat::to_string(request.kind);
  auto accepted = co_await inner_.accept(std::move(request));
  if (!accepted) {
    metrics_.requested(kind, "not_taken_on");
  } else {
    metrics_.requested(kind, accepted->errors.empty() ? "taken_on" : "sent_back");
  }
  co_return accepted;
}

}  // namespace latchkey::watch
