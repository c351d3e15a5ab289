#pragma once

#include "bot/status/http_answer.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <utility>

namespace latchkey::status {

/// Answers HTTP/1.1 for probes and people: one question per connection, few connections, heads of
/// at most 8 KiB, everything with a deadline. What is asked and said, others know. Serves from its
/// making to its end, on the executor's one thread.
class HttpListener {
 public:
  using Answerer = std::function<boost::asio::awaitable<HttpAnswer>(HttpQuestion)>;

  /// How much it takes on; tests take less.
  struct Limits {
    /// Those beyond are closed at once: who asks whether we are well comes seldom and alone.
    std::size_t connections = 16;
    /// For reading the question, and once more for delivering the answer.
    std::chrono::milliseconds deadline{5'000};
  };

  /// Throws boost::system::system_error where the address cannot be listened on. What `answerer`
  /// uses outlives the executor's work.
  HttpListener(boost::asio::any_io_executor executor,
               const boost::asio::ip::tcp::endpoint& endpoint, Answerer answerer, Limits limits);
  HttpListener(boost::asio::any_io_executor executor,
               const boost::asio::ip::tcp::endpoint& endpoint, Answerer answerer)
      : HttpListener(std::move(executor), endpoint, std::move(answerer), Limits{}) {}
  ~HttpListener();
  HttpListener(const HttpListener&) = delete;
  HttpListener& operator=(const HttpListener&) = delete;

  /// With the port that the kernel picked where 0 was asked for.
  [[nodiscard]] boost::asio::ip::tcp::endpoint endpoint() const;

 private:
  struct Serving;
  std::shared_ptr<Serving> serving_;
};

}  // namespace latchkey::status
