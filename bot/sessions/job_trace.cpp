#include "bot/sessions/job_trace.hpp"

#include <boost/asio/prefer.hpp>
#include <boost/asio/query.hpp>
#include <boost/asio/require.hpp>

#include <type_traits>
#include <utility>

namespace latchkey {
namespace {

namespace asio = boost::asio;
using Inner = asio::any_io_executor;
using Shared = std::shared_ptr<JobTrace>;

thread_local JobTrace* g_current = nullptr;

/// Runs what it is given on another executor, as part of one job.
class TracedExecutor {
 public:
  TracedExecutor(Inner inner, Shared trace) : inner_(std::move(inner)), trace_(std::move(trace)) {}

  template <class Function>
  void execute(Function function) const {
    inner_.execute([trace = trace_, function = std::move(function)]() mutable {
      // A coroutine that another one's completion resumes at once runs inside of it.
      struct Restored {
        JobTrace* before;
        ~Restored() { g_current = before; }
      } const restored{std::exchange(g_current, trace.get())};
      std::move(function)();
    });
  }

  template <class Property>
  requires asio::can_query<const Inner&, Property>::value [[nodiscard]] decltype(auto) query(
      const Property& property) const
      noexcept(asio::is_nothrow_query<const Inner&, Property>::value) {
    return asio::query(inner_, property);
  }
  template <class Property>
  requires asio::can_require<const Inner&, Property>::value [[nodiscard]] TracedExecutor require(
      const Property& property) const {
    return {asio::require(inner_, property), trace_};
  }
  template <class Property>
  requires asio::can_prefer<const Inner&, Property>::value [[nodiscard]] TracedExecutor prefer(
      const Property& property) const {
    return {asio::prefer(inner_, property), trace_};
  }

  bool operator==(const TracedExecutor& other) const noexcept {
    return inner_ == other.inner_ && trace_ == other.trace_;
  }
  bool operator!=(const TracedExecutor& other) const noexcept { return !(*this == other); }

 private:
  Inner inner_;
  Shared trace_;
};

}  // namespace

asio::any_io_executor traced(asio::any_io_executor executor, JobTrace trace) {
  return TracedExecutor{std::move(executor), std::make_shared<JobTrace>(std::move(trace))};
}

const JobTrace* current_trace() {
  return g_current;
}

void is_about(const std::string& diagnosis) {
  if (g_current != nullptr) g_current->diagnosis = diagnosis;
}

}  // namespace latchkey
