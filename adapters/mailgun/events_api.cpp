#include "adapters/http/concurrently.hpp"
#include "adapters/http/deadline.hpp"
#include "adapters/http/json_answer.hpp"
#include "adapters/http/origin.hpp"
#include "adapters/http/patient_get.hpp"
#include "adapters/mailgun/event_page.hpp"
#include "adapters/mailgun/events_request.hpp"
#include "adapters/mailgun/mailgun.hpp"
#include "adapters/mailgun/mailgun_error.hpp"
#include "core/base/clock.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <utility>

namespace latchkey::mailgun {
namespace {

namespace asio = boost::asio;

/// 3,000 events about one address in one window: more is a loop or an attack on the mailbox.
constexpr int k_pages_max = 10;

class EventsMailLog final : public MailLog {
 public:
  EventsMailLog(Options options, http::Client& http) : options_(std::move(options)), http_(http) {}

  asio::awaitable<Expected<MailHistory>> events(EmailAddress recipient, Window window) override;

 private:
  asio::awaitable<Expected<EventPage>> page(http::Request request, EmailAddress recipient,
                                            http::Deadline deadline);
  asio::awaitable<Expected<MailHistory>> chain(http::Request request, EmailAddress recipient,
                                               http::Deadline deadline);

  Options options_;
  http::Client& http_;
};

/// One history out of the two questions' answers. A rejection that both found counts once.
MailHistory merged(std::vector<MailHistory> histories) {
  MailHistory all;
  for (auto& history : histories) {
    all.complete = all.complete && history.complete;
    for (auto& event : history.events) {
      const bool known = std::any_of(all.events.begin(), all.events.end(), [&](const auto& other) {
        return event.type == MailEventType::rejected && other.type == event.type &&
               other.at == event.at && other.message_id == event.message_id;
      });
      if (!known) all.events.push_back(std::move(event));
    }
  }
  std::stable_sort(all.events.begin(), all.events.end(),
                   [](const MailEvent& a, const MailEvent& b) { return a.at > b.at; });
  return all;
}

asio::awaitable<Expected<MailHistory>> EventsMailLog::events(EmailAddress recipient,
                                                             Window window) {
  const http::Deadline deadline{options_.deadline};
  const std::array<http::Request, 2> questions = {
      events_request(options_, recipient, window, EventsAbout::recipient),
      events_request(options_, recipient, window, EventsAbout::rejected)};
  std::function<asio::awaitable<Expected<MailHistory>>(std::size_t)> ask =
      [this, questions, recipient, deadline](std::size_t index) {
        return chain(questions[index], recipient, deadline);
      };
  auto histories =
      co_await http::concurrently<MailHistory>(questions.size(), questions.size(), std::move(ask));
  if (!histories) co_return histories.error();
  co_return merged(*std::move(histories));
}

/// Follows one question's pages. The end is an empty page: a page shorter than the limit is not,
/// and one third party saw the last page repeat for ever.
asio::awaitable<Expected<MailHistory>> EventsMailLog::chain(http::Request request,
                                                            EmailAddress recipient,
                                                            http::Deadline deadline) {
  MailHistory history;
  std::set<std::string> seen;
  for (int pages = 0; pages < k_pages_max; ++pages) {
    const auto fetched = request.url;
    auto answer = co_await page(std::move(request), recipient, deadline);
    if (!answer) co_return answer.error();
    if (answer->items.empty()) co_return history;

    history.complete = history.complete && !answer->has_unreadable();
    bool anything_new = false;
    for (auto& item : answer->items) {
      if (!item.identity.empty() && !seen.insert(item.identity).second) continue;
      anything_new = true;
      if (item.event) history.events.push_back(*std::move(item.event));
    }
    if (!anything_new || answer->next == fetched) co_return history;
    if (answer->next.empty()) break;
    if (!http::same_origin(answer->next, options_.api_url)) {
      co_return Error{ErrorKind::misunderstood, "Mailgun: the next page of the log is on " +
                                                    http::host_of(answer->next) +
                                                    ", to which the key is not sent"};
    }
    request = page_request(options_, std::move(answer->next));
  }
  history.complete = false;
  co_return history;
}

asio::awaitable<Expected<EventPage>> EventsMailLog::page(http::Request request,
                                                         EmailAddress recipient,
                                                         http::Deadline deadline) {
  auto response = co_await http::patient_get(http_, "Mailgun", std::move(request), deadline);
  if (!response) co_return response.error();
  if (response->status != 200) {
    co_return mailgun_error(options_, *response, SystemClock{}.now());
  }
  const auto answer = http::json_answer("Mailgun", *response);
  if (!answer) co_return answer.error();
  co_return event_page(*answer, recipient);
}

}  // namespace

std::unique_ptr<MailLog> create_mail_log(Options options, http::Client& http) {
  return std::make_unique<EventsMailLog>(std::move(options), http);
}

}  // namespace latchkey::mailgun
