#pragma once

#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace latchkey {

/// "GitLab.com did not answer within 10 s".
Error did_not_answer(const std::string& system, std::chrono::milliseconds deadline);

/// What a question comes to that ended in an exception: a bug of ours, told as a failed answer so
/// that the other systems' answers are not lost with it.
Error broke_off(const std::string& system, const std::exception_ptr& exception);

/// The answer, or `timed_out` once the deadline has passed. A question that is given up is told to
/// stop, but not waited for: a name lookup, say, does not listen, and a person waits for us. So
/// whatever the question uses outlives the executor's work, not just this call.
template <class T>
boost::asio::awaitable<Expected<T>> answer_within(boost::asio::awaitable<Expected<T>> question,
                                                  std::chrono::milliseconds deadline,
                                                  std::string system) {
  namespace asio = boost::asio;
  struct Pending {
    explicit Pending(const asio::any_io_executor& executor) : bell(executor) {}
    asio::steady_timer bell;
    asio::cancellation_signal stop;
    std::optional<Expected<T>> answer;
  };
  const auto executor = co_await asio::this_coro::executor;
  const auto pending = std::make_shared<Pending>(executor);
  pending->bell.expires_after(deadline);
  auto on_answer = [pending, system](const std::exception_ptr& exception, Expected<T> answer) {
    pending->answer = exception ? Expected<T>{broke_off(system, exception)} : std::move(answer);
    pending->bell.cancel();
  };
  asio::co_spawn(executor, std::move(question),
                 asio::bind_cancellation_slot(pending->stop.slot(), std::move(on_answer)));

  if (!pending->answer) {
    boost::system::error_code rung;
    auto token = asio::redirect_error(asio::use_awaitable, rung);
    co_await pending->bell.async_wait(token);
  }
  if (pending->answer) co_return *std::move(pending->answer);
  pending->stop.emit(asio::cancellation_type::terminal);
  co_return did_not_answer(system, deadline);
}

}  // namespace latchkey
