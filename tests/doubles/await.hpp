#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>
#include <utility>

namespace latchkey::doubles {

/// Runs a coroutine to its end on an io_context of its own or the given one, and gives what it
/// returned; what it threw is thrown.
template <class T>
T await(boost::asio::awaitable<T> coroutine, boost::asio::io_context& context) {
  std::optional<T> returned;
  std::exception_ptr thrown;
  bool ended = false;
  boost::asio::co_spawn(context, std::move(coroutine), [&](std::exception_ptr exception, T value) {
    thrown = exception;
    returned.emplace(std::move(value));
    ended = true;
  });
  context.restart();
  while (!ended && context.run_one() > 0) {
  }
  if (thrown) std::rethrow_exception(thrown);
  return std::move(returned.value());
}

template <class T>
T await(boost::asio::awaitable<T> coroutine) {
  boost::asio::io_context context;
  return await(std::move(coroutine), context);
}

}  // namespace latchkey::doubles
