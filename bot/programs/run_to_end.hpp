#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>
#include <utility>

namespace latchkey {

/// Runs one piece of work of a program that has nothing else to do, and gives what it gives.
template <class T>
T run_to_end(boost::asio::io_context& context, boost::asio::awaitable<T> work) {
  std::optional<T> result;
  std::exception_ptr failure;
  boost::asio::co_spawn(context, std::move(work), [&](std::exception_ptr error, T given) {
    failure = std::move(error);
    result.emplace(std::move(given));
    context.stop();
  });
  context.restart();
  context.run();
  if (failure) std::rethrow_exception(failure);
  return *std::move(result);
}

}  // namespace latchkey
