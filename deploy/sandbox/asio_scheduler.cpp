#include "deploy/sandbox/asio_scheduler.hpp"

#include <boost/asio/steady_timer.hpp>
#include <memory>

namespace latchkey::sandbox {

TimePoint AsioScheduler::now() const {
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

void AsioScheduler::after(std::chrono::milliseconds delay, std::function<void()> action) {
  auto timer = std::make_shared<boost::asio::steady_timer>(context_, delay);
  timer->async_wait([timer, action = std::move(action)](boost::system::error_code error) {
    if (!error) action();
  });
}

}  // namespace latchkey::sandbox
