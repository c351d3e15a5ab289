#pragma once

#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace latchkey::http {

namespace detail {

/// What the workers of one `concurrently` share. Owned by each of them, because a worker's frame
/// may be destroyed after its parent's when the io_context ends.
template <class T>
struct SharedWork {
  std::function<boost::asio::awaitable<Expected<T>>(std::size_t)> ask;
  std::vector<std::optional<Expected<T>>> answers;
  std::size_t next = 0;
  bool failed = false;
};

template <class T>
boost::asio::awaitable<void> work(std::shared_ptr<SharedWork<T>> shared) {
  while (!shared->failed && shared->next < shared->answers.size()) {
    const auto index = shared->next++;
    auto answer = co_await shared->ask(index);
    shared->failed = shared->failed || !answer;
    shared->answers[index].emplace(std::move(answer));
  }
}

}  // namespace detail

/// Asks questions 0 to `count - 1`, at most `at_once` at a time, and gives all answers in that
/// order. Fails with the first question's error that failed; what was not begun then is not asked.
/// Cancelling the caller cancels the questions.
template <class T>
boost::asio::awaitable<Expected<std::vector<T>>> concurrently(
    std::size_t count, std::size_t at_once,
    std::function<boost::asio::awaitable<Expected<T>>(std::size_t)> ask) {
  namespace asio = boost::asio;
  auto shared = std::make_shared<detail::SharedWork<T>>();
  shared->ask = std::move(ask);
  shared->answers.resize(count);

  const auto executor = co_await asio::this_coro::executor;
  const auto spawn = [&] {
    return asio::co_spawn(executor, detail::work<T>(shared), asio::deferred);
  };
  std::vector<decltype(spawn())> workers;
  for (std::size_t i = 0; i < std::min(count, at_once); ++i) workers.push_back(spawn());
  if (!workers.empty()) {
    auto group = asio::experimental::make_parallel_group(std::move(workers));
    const auto ended =
        co_await group.async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);
    for (const std::exception_ptr& exception : std::get<1>(ended)) {
      if (exception) std::rethrow_exception(exception);
    }
  }

  std::vector<T> answers;
  answers.reserve(count);
  for (auto& answer : shared->answers) {
    if (answer && !*answer) co_return answer->error();
  }
  for (auto& answer : shared->answers) answers.push_back(std::move(answer->value()));
  co_return answers;
}

}  // namespace latchkey::http
