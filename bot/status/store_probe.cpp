#include "bot/status/store_probe.hpp"

#include "core/diagnosis/answer_within.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <string>
#include <utility>

namespace latchkey::status {

StoreProbe::StoreProbe(boost::asio::any_io_executor executor, Write write, Times times)
    : executor_(executor),
      write_(std::move(write)),
      times_(times),
      answered_(executor, boost::asio::steady_timer::time_point::max()) {}

boost::asio::awaitable<Expected<void>> StoreProbe::ask() {
  if (!writing_ && !is_fresh()) {
    writing_ = true;
    boost::asio::co_spawn(executor_, write(), boost::asio::detached);
  }
  while (writing_) co_await answered_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  co_return answer_;
}

bool StoreProbe::is_fresh() const {
  return answered_at_ && std::chrono::steady_clock::now() - *answered_at_ < times_.valid_for;
}

/// By itself, so that somebody who hangs up does not take the answer from the others.
boost::asio::awaitable<void> StoreProbe::write() {
  std::string system = "store";
  answer_ = co_await answer_within(write_(), times_.within, std::move(system));
  answered_at_ = std::chrono::steady_clock::now();
  writing_ = false;
  answered_.cancel();
}

}  // namespace latchkey::status
