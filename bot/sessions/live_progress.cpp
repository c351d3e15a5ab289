#include "bot/sessions/live_progress.hpp"

#include "bot/rendering/root_message.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace latchkey {
namespace {

constexpr std::chrono::seconds k_between_edits{1};

/// Shared by the investigation, which writes, and the editor of the message, which reads.
struct Board {
  explicit Board(const boost::asio::any_io_executor& executor) : wake(executor) {}

  Progress latest;
  bool changed = false;
  std::optional<Diagnosis> diagnosis;
  std::exception_ptr bug;
  /// Expires when the next edit is due; cancelled when the investigation is done.
  boost::asio::steady_timer wake;

  [[nodiscard]] bool done() const { return diagnosis.has_value() || bug; }
};

boost::asio::awaitable<void> investigate(Investigation& investigation, Question question,
                                         std::shared_ptr<Board> board) {
  auto on_progress = [board](const Progress& progress) {
    board->latest = progress;
    board->changed = true;
  };
  auto diagnosis = co_await investigation.run(std::move(question), std::move(on_progress));
  board->diagnosis = std::move(diagnosis);
}

void start(const boost::asio::any_io_executor& executor, boost::asio::awaitable<void> job,
           const std::shared_ptr<Board>& board) {
  boost::asio::co_spawn(executor, std::move(job), [board](std::exception_ptr bug) {
    board->bug = std::move(bug);
    board->wake.cancel();
  });
}

}  // namespace

LiveProgress::LiveProgress(chat::ChatPlatform& platform, chat::MessageRef message,
                           rendering::Asked asked)
    : platform_(platform), message_(std::move(message)), asked_(std::move(asked)) {}

boost::asio::awaitable<Diagnosis> LiveProgress::run(Investigation& investigation,
                                                    Question question) {
  const auto executor = co_await boost::asio::this_coro::executor;
  auto board = std::make_shared<Board>(executor);
  start(executor, investigate(investigation, std::move(question), board), board);
  while (!board->done()) {
    board->wake.expires_after(k_between_edits);
    boost::system::error_code woken;
    co_await board->wake.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, woken));
    if (board->done() || !std::exchange(board->changed, false)) continue;
    auto content = rendering::root_running(asked_, board->latest);
    const auto edited =
        co_await platform_.update(message_, std::move(content), chat::Edit::progress);
    // The next edit, or the conclusion, says more anyway.
    if (!edited) spdlog::info("Progress could not be shown: {}", edited.error().what);
  }
  if (board->bug) std::rethrow_exception(board->bug);
  co_return std::move(*board->diagnosis);
}

}  // namespace latchkey
