#pragma once
#include "deploy/sandbox/scheduler.hpp"

#include <boost/asio/io_context.hpp>

namespace latchkey::sandbox {

/// The real clock, with alarms on an io_context.
class AsioScheduler : public Scheduler {
 public:
  explicit AsioScheduler(boost::asio::io_context& context) : context_(context) {}
  [[nodiscard]] TimePoint now() const override;
  void after(std::chrono::milliseconds delay, std::function<void()> action) override;

 private:
  boost::asio::io_context& context_;
};

}  // namespace latchkey::sandbox
