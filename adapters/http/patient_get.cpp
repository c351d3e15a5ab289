#include "adapters/http/patient_get.hpp"

#include "adapters/http/wait_asked.hpp"
#include "core/base/clock.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <optional>
#include <random>

namespace latchkey::http {
namespace {

/// Long enough for a restarted worker behind a proxy, short beside a deadline of seconds; random,
/// so that questions that failed together do not come back together.
std::chrono::milliseconds jittered_pause() {
  static thread_local std::minstd_rand random{std::random_device{}()};
  return std::chrono::milliseconds{std::uniform_int_distribution<int>{50, 250}(random)};
}

/// How long to wait before the second try; nothing where there shall be none.
std::optional<std::chrono::milliseconds> pause_before_retry(const Expected<Response>& answer) {
  if (!answer) {
    const auto& error = answer.error();
    // A guarded client tells what somebody else was told a moment ago.
    if (error.kind == ErrorKind::rate_limited && error.retry_after) {
      return *error.retry_after + jittered_pause();
    }
    if (error.kind != ErrorKind::unreachable) return std::nullopt;
    return jittered_pause();
  }
  const int status = answer->status;
  if (is_limit(status)) {
    const auto wait = wait_asked(*answer, SystemClock{}.now());
    if (!wait) return std::nullopt;
    return *wait + jittered_pause();
  }
  // A 408 says that our request was late, and may be repeated (RFC 9110, 15.5.9).
  if (status < 500 && status != 408) return std::nullopt;
  // RFC 9110, 10.2.3. Of limits' other headers nothing follows here: some systems send them always.
  return retry_after(*answer).value_or(std::chrono::seconds{0}) + jittered_pause();
}

}  // namespace

boost::asio::awaitable<Expected<Response>> patient_get(Client& client, std::string system,
                                                       Request request, Deadline deadline) {
  // What a second try needs at the least: below it, waiting would only delay the bad news.
  constexpr std::chrono::milliseconds k_useful{500};
  request.deadline = deadline.left();
  auto answer = co_await client.send(system, request);
  const auto pause = pause_before_retry(answer);
  if (!pause || *pause + k_useful > deadline.left()) co_return answer;

  boost::asio::steady_timer timer{co_await boost::asio::this_coro::executor, *pause};
  co_await timer.async_wait(boost::asio::use_awaitable);
  request.deadline = deadline.left();
  co_return co_await client.send(system, request);
}

}  // namespace latchkey::http
