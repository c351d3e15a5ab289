#include "adapters/slack/edits.hpp"

#include "core/base/shared_answer.hpp"

#include <boost/asio/this_coro.hpp>

#include <map>
#include <string>
#include <utility>

namespace latchkey::slack {
namespace {

/// So many edits are left to conclusions when progress is shown no more.
constexpr int k_reserve = 10;

}  // namespace

/// The newest content that waits, and whoever waits with it.
struct Edits::Waiting {
  chat::Message content;
  chat::Edit weight;
  SharedAnswer<void> outcome;
};

/// The edits of one message.
struct Edits::Line {
  std::shared_ptr<Waiting> sending = {};
  std::shared_ptr<Waiting> next = {};

  [[nodiscard]] bool will_last() const {
    return (sending && sending->weight == chat::Edit::lasting) ||
           (next && next->weight == chat::Edit::lasting);
  }
};

struct Edits::Lines {
  std::map<std::string, Line> by_message = {};
};

/// The next place in a message's line; leaves it when it goes, even where it is cancelled.
class Edits::Turn {
 public:
  Turn(std::shared_ptr<Lines> lines, std::string key, std::shared_ptr<Waiting> edit)
      : lines_(std::move(lines)), key_(std::move(key)), edit_(std::move(edit)) {
    line().next = edit_;
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    auto& mine = line();
    if (mine.next == edit_) mine.next.reset();
    if (mine.sending == edit_) mine.sending.reset();
    if (!mine.next && !mine.sending) lines_->by_message.erase(key_);
    edit_->outcome.end();
  }

  /// From here on what comes is an edit of its own.
  const chat::Message& take() {
    line().next.reset();
    line().sending = edit_;
    return edit_->content;
  }
  [[nodiscard]] chat::Edit weight() const { return edit_->weight; }

 private:
  Line& line() { return lines_->by_message[key_]; }

  std::shared_ptr<Lines> lines_;
  std::string key_;
  std::shared_ptr<Waiting> edit_;
};

Edits::Edits(WebApiClient& client) : client_(client), lines_(std::make_shared<Lines>()) {}

boost::asio::awaitable<Expected<void>> Edits::edit(chat::MessageRef where, chat::Message content,
                                                   chat::Edit weight) {
  const auto executor = co_await boost::asio::this_coro::executor;
  const auto key = where.channel + " " + where.id;
  const auto known = lines_->by_message.find(key);
  const Line line = known == lines_->by_message.end() ? Line{} : known->second;
  if (weight == chat::Edit::progress && line.will_last()) co_return Expected<void>{};
  if (line.next) {
    line.next->content = std::move(content);
    line.next->weight = weight;  // progress never comes here while a lasting one waits
    const auto outcome = co_await line.next->outcome.wait();
    if (outcome) co_return *outcome;
    co_return Error{.kind = ErrorKind::timed_out, .what = "Slack: chat.update was given up"};
  }
  auto mine =
      std::make_shared<Waiting>(Waiting{std::move(content), weight, SharedAnswer<void>{executor}});
  Turn turn{lines_, key, mine};
  if (line.sending) co_await line.sending->outcome.wait();
  auto outcome = co_await send(std::move(where), turn);
  mine->outcome.give(outcome);
  co_return outcome;
}

boost::asio::awaitable<Expected<void>> Edits::send(chat::MessageRef where, Turn& turn) {
  const std::string method = "chat.update";
  const bool progress = turn.weight() == chat::Edit::progress;
  if (progress && client_.free(method) <= k_reserve) co_return Expected<void>{};
  auto place = client_.join(method);
  const auto begun = co_await place.turn(k_write_patience);
  if (!begun) co_return begun.error();
  auto call = update_message(where, turn.take());
  if (progress) call.patience = {};
  const auto answer = co_await client_.call(std::move(call), std::move(place), *begun);
  const bool dropped = progress && !answer && answer.error().kind == ErrorKind::rate_limited;
  if (answer || dropped) co_return Expected<void>{};
  co_return answer.error();
}

}  // namespace latchkey::slack
