#pragma once

#include "adapters/http/http_client.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <deque>
#include <string>
#include <utility>

namespace latchkey::doubles {

/// An HTTP client whose requests stay under way until the test answers them.
class HeldHttpClient final : public http::Client {
 public:
  explicit HeldHttpClient(boost::asio::io_context& io) : io_(io) {}

  boost::asio::awaitable<Expected<http::Response>> send(std::string,
                                                        http::Request request) override {
    auto& held = held_.emplace_back(std::move(request), co_await boost::asio::this_coro::executor);
    co_await held.answered.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    co_return held.answer;
  }

  [[nodiscard]] std::size_t count() const { return held_.size(); }
  [[nodiscard]] const http::Request& request(std::size_t index) const {
    return held_.at(index).request;
  }
  /// Answers the request, and returns when everybody waits for something again.
  void answer(std::size_t index, Expected<http::Response> with) {
    held_.at(index).answer = std::move(with);
    held_.at(index).answered.cancel();
    io_.restart();
    io_.poll();
  }

 private:
  struct Held {
    Held(http::Request sent, const boost::asio::any_io_executor& executor)
        : request(std::move(sent)),
          answered(executor, boost::asio::steady_timer::time_point::max()) {}
    http::Request request;
    Expected<http::Response> answer = Error{ErrorKind::uncertain, "cut"};
    boost::asio::steady_timer answered;
  };

  boost::asio::io_context& io_;
  /// A deque: those under way must stay where they are.
  std::deque<Held> held_;
};

}  // namespace latchkey::doubles
