#pragma once

#include "adapters/http/as_tuple.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/websocket/teardown.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::http {

/// A layer between a protocol of small messages and its connection: it reads ahead, and what is
/// queued within a moment leaves in one system call. Closes the connection at its end. For one
/// thread.
///
/// For Beast it is an AsyncStream. Beside that, whole messages may be appended to `outgoing()` at
/// any time: what Beast writes (pings, pongs, the closing frame) is queued as a whole, too.
template <class Next>
class BufferedStream {
 public:
  using executor_type = boost::asio::any_io_executor;
  using next_layer_type = Next;

  explicit BufferedStream(Next next) : state_(std::make_shared<State>(std::move(next))) {}
  BufferedStream(BufferedStream&&) noexcept = default;
  BufferedStream& operator=(BufferedStream&&) = delete;
  ~BufferedStream() {
    if (state_) boost::beast::get_lowest_layer(state_->next).close();
  }

  executor_type get_executor() noexcept { return state_->next.get_executor(); }
  [[nodiscard]] Next& next_layer() { return state_->next; }
  [[nodiscard]] const Next& next_layer() const { return state_->next; }

  /// What leaves next, after what has been appended before.
  std::string& outgoing() { return outbox(state_).bytes; }

  struct Sent {
    boost::system::error_code error = {};
  };

  /// Waits until the kernel has what has been appended to `outgoing()` so far, or the connection
  /// has failed before it had all of that. To be called right after appending.
  boost::asio::awaitable<Sent> sent() { return sent(state_); }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token);

  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token);

 private:
  using ErrorCode = boost::system::error_code;
  using SteadyTime = std::chrono::steady_clock::time_point;
  using Completion =
      typename boost::asio::async_result<boost::asio::use_awaitable_t<>, void(Sent)>::handler_type;

  /// A dozen of Slack's envelopes.
  static constexpr std::size_t k_read_at_once = 16 * 1024;
  /// Where more has come in that is not read yet, a message waits so long for the answers to it.
  /// A system call takes a tenth of that; and where nothing else has come in, nothing waits.
  static constexpr std::chrono::microseconds k_between_writes{100};

  struct Waiting {
    std::size_t end;  ///< of what it waits for, in the outbox's bytes
    Completion complete;
  };
  struct Outbox {
    std::string bytes;
    std::vector<Waiting> waiting;
  };
  struct State {
    explicit State(Next stream) : next(std::move(stream)) {}
    Next next;
    boost::beast::flat_buffer read_ahead;
    /// Owned by `send_out`, so that those who wait are gone with it when the io_context ends: they
    /// in turn hold on to this stream's owner.
    Outbox* outbox = nullptr;
    SteadyTime written_at = {};
  };
  using Shared = std::shared_ptr<State>;

  static Outbox& outbox(const Shared& state) {
    if (state->outbox == nullptr) {
      auto outbox = std::make_unique<Outbox>();
      state->outbox = outbox.get();
      auto sending = send_out(state, std::move(outbox));
      boost::asio::co_spawn(state->next.get_executor(), std::move(sending), boost::asio::detached);
    }
    return *state->outbox;
  }

  static boost::asio::awaitable<Sent> sent(const Shared& state) {
    return boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void(Sent)>(
        [state](Completion completion) {
          auto& [bytes, waiting] = outbox(state);
          waiting.push_back({bytes.size(), std::move(completion)});
        },
        boost::asio::use_awaitable);
  }

  static boost::asio::awaitable<void> send_out(Shared state, std::unique_ptr<Outbox> outbox);
  static boost::asio::awaitable<void> wait_for_more(Shared state);

  Shared state_;
};

template <class Next>
boost::asio::awaitable<void> BufferedStream<Next>::send_out(Shared state,
                                                            std::unique_ptr<Outbox> outbox) {
  ErrorCode failed;
  Outbox leaving;
  do {
    co_await wait_for_more(state);
    std::swap(leaving, *outbox);
    std::size_t written = 0;
    if (!failed) {
      const auto bytes = boost::asio::buffer(leaving.bytes);
      const auto [error, count] = co_await boost::asio::async_write(state->next, bytes, k_as_tuple);
      failed = error;
      written = count;
      state->written_at = std::chrono::steady_clock::now();
    }
    for (auto& waiting : leaving.waiting) {
      waiting.complete(Sent{waiting.end <= written ? ErrorCode{} : failed});
    }
    leaving.bytes.clear();
    leaving.waiting.clear();
  } while (!outbox->waiting.empty() || !outbox->bytes.empty());
  state->outbox = nullptr;
}

/// A turn of the io_context at least: who is ready at the same time is heard, too.
template <class Next>
boost::asio::awaitable<void> BufferedStream<Next>::wait_for_more(Shared state) {
  const auto executor = state->next.get_executor();
  const auto not_before = state->written_at + k_between_writes;
  if (state->read_ahead.size() > 0 && std::chrono::steady_clock::now() < not_before) {
    boost::asio::steady_timer pause{executor, not_before};
    co_await pause.async_wait(k_as_tuple);
  } else {
    co_await boost::asio::post(executor, boost::asio::use_awaitable);
  }
}

template <class Next>
template <class Buffers, class Token>
auto BufferedStream<Next>::async_read_some(const Buffers& buffers, Token&& token) {
  return boost::asio::async_compose<Token, void(ErrorCode, std::size_t)>(
      [state = state_, buffers, begun = false](auto& self, ErrorCode error = {},
                                               std::size_t count = 0) mutable {
        auto& read_ahead = state->read_ahead;
        if (!std::exchange(begun, true)) {
          auto& next = state->next;
          if (read_ahead.size() > 0) {
            boost::asio::post(next.get_executor(), std::move(self));
          } else {
            next.async_read_some(read_ahead.prepare(k_read_at_once), std::move(self));
          }
          return;
        }
        read_ahead.commit(count);
        const auto copied = boost::asio::buffer_copy(buffers, read_ahead.data());
        read_ahead.consume(copied);
        self.complete(error, copied);
      },
      token, state_->next);
}

template <class Next>
template <class Buffers, class Token>
auto BufferedStream<Next>::async_write_some(const Buffers& buffers, Token&& token) {
  return boost::asio::async_initiate<Token, void(ErrorCode, std::size_t)>(
      [state = state_](auto handler, const Buffers& bytes) {
        const auto size = boost::asio::buffer_size(bytes);
        auto& outgoing = outbox(state).bytes;
        const auto at = outgoing.size();
        outgoing.resize(at + size);
        boost::asio::buffer_copy(boost::asio::buffer(outgoing) + at, bytes);
        auto completion = [handler = std::move(handler), size](const std::exception_ptr&,
                                                               Sent sent) mutable {
          std::move(handler)(sent.error, sent.error ? 0 : size);
        };
        auto leaving = sent(state);
        boost::asio::co_spawn(state->next.get_executor(), std::move(leaving),
                              std::move(completion));
      },
      token, buffers);
}

/// How Beast ends a connection after the closing frames.
template <class Next, class Handler>
void async_teardown(boost::beast::role_type role, BufferedStream<Next>& stream, Handler&& handler) {
  using boost::beast::websocket::async_teardown;
  async_teardown(role, stream.next_layer(), std::forward<Handler>(handler));
}

}  // namespace latchkey::http
