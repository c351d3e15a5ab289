#pragma once

#include "adapters/chat/chat_platform.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace latchkey::slack {

/// Takes every request on, unless told otherwise. Told from the test's thread.
class RecordingHandler final : public chat::RequestHandler {
 public:
  boost::asio::awaitable<Expected<chat::Acknowledgement>> accept(chat::Request request) override {
    auto executor = co_await boost::asio::this_coro::executor;
    auto held = std::make_shared<boost::asio::steady_timer>(
        executor, boost::asio::steady_timer::time_point::max());
    bool fails = false;
    bool waits = false;
    {
      const std::lock_guard lock{mutex_};
      requests_.push_back(std::move(request));
      fails = std::exchange(fails_next_, false);
      waits = holds_;
      if (waits) held_.push_back(held);
      arrived_.notify_all();
    }
    if (fails) co_return Error{ErrorKind::unavailable, "Store: the disk is full"};
    if (waits) co_await held->async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    const std::lock_guard lock{mutex_};
    co_return answer_;
  }

  void fail_next() {
    const std::lock_guard lock{mutex_};
    fails_next_ = true;
  }

  /// From now on requests wait; `false` lets those go that do.
  void hold(bool holds) {
    const std::lock_guard lock{mutex_};
    holds_ = holds;
    if (holds) return;
    for (const auto& timer : std::exchange(held_, {})) {
      boost::asio::post(timer->get_executor(), [timer] { timer->cancel(); });
    }
  }

  void answer_with(chat::Acknowledgement answer) {
    const std::lock_guard lock{mutex_};
    answer_ = std::move(answer);
  }

  /// The requests so far, once there are so many, or after ten seconds.
  std::vector<chat::Request> wait_for(std::size_t count) {
    std::unique_lock lock{mutex_};
    arrived_.wait_for(lock, std::chrono::seconds{10}, [&] { return requests_.size() >= count; });
    return requests_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<chat::Request> requests_;
  std::vector<std::shared_ptr<boost::asio::steady_timer>> held_;
  chat::Acknowledgement answer_;
  bool fails_next_ = false;
  bool holds_ = false;
};

}  // namespace latchkey::slack
