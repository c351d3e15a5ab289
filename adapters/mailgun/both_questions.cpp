#include "adapters/mailgun/both_questions.hpp"

#include "adapters/http/concurrently.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

namespace latchkey::mailgun {

namespace asio = boost::asio;

MailHistory merged(std::vector<MailHistory> histories) {
  using Key = std::tuple<TimePoint, MailEventType, std::string, std::optional<int>>;
  MailHistory all;
  std::set<Key> known;
  for (auto& history : histories) {
    all.complete = all.complete && history.complete;
    for (auto& event : history.events) {
      const Key key{event.at, event.type, event.message_id, event.code};
      if (known.insert(key).second) all.events.push_back(std::move(event));
    }
  }
  std::stable_sort(all.events.begin(), all.events.end(),
                   [](const MailEvent& a, const MailEvent& b) { return a.at > b.at; });
  return all;
}

asio::awaitable<Expected<MailHistory>> both_questions(
    std::function<asio::awaitable<Expected<MailHistory>>(EventsAbout)> ask) {
  constexpr std::array<EventsAbout, 2> k_both = {EventsAbout::recipient, EventsAbout::rejected};
  std::function<asio::awaitable<Expected<MailHistory>>(std::size_t)> ask_one =
      [ask = std::move(ask), k_both](std::size_t index) { return ask(k_both[index]); };
  auto histories =
      co_await http::concurrently<MailHistory>(k_both.size(), k_both.size(), std::move(ask_one));
  if (!histories) co_return histories.error();
  co_return merged(*std::move(histories));
}

}  // namespace latchkey::mailgun
