#include "adapters/mailgun/events_api.hpp"

#include "adapters/http/origin.hpp"
#include "adapters/mailgun/both_questions.hpp"
#include "adapters/mailgun/event_page.hpp"
#include "adapters/mailgun/json_question.hpp"
#include "adapters/mailgun/page_chain.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <utility>

namespace latchkey::mailgun {

namespace asio = boost::asio;

asio::awaitable<Expected<MailHistory>> EventsApi::history(EmailAddress recipient, Window window,
                                                          http::Deadline deadline) {
  std::function<asio::awaitable<Expected<MailHistory>>(EventsAbout)> ask =
      [this, recipient, window, deadline](EventsAbout about) {
        return chain(events_request(options_, recipient, window, about), recipient, deadline);
      };
  co_return co_await both_questions(std::move(ask));
}

asio::awaitable<Expected<MailHistory>> EventsApi::accepted_for(std::vector<EmailAddress> recipients,
                                                               Window window,
                                                               http::Deadline deadline) {
  auto request = accepted_events_request(options_, recipients, window);
  const auto answer = co_await json_question(options_, http_, std::move(request), deadline);
  if (!answer) co_return answer.error();
  auto page = event_page(*answer, recipients);
  if (!page) co_return page.error();
  co_return only_page(*std::move(page));
}

asio::awaitable<Expected<MailHistory>> EventsApi::chain(http::Request request,
                                                        EmailAddress recipient,
                                                        http::Deadline deadline) {
  PageChain pages{request.url};
  for (;;) {
    const auto answer = co_await json_question(options_, http_, std::move(request), deadline);
    if (!answer) co_return answer.error();
    auto page = event_page(*answer, recipient);
    if (!page) co_return page.error();
    auto next = pages.take(*std::move(page));
    if (!next) co_return std::move(pages).history();
    if (!http::same_origin(*next, options_.api_url)) {
      co_return Error{ErrorKind::misunderstood, "Mailgun: the next page of the log is on " +
                                                    http::host_of(*next) +
                                                    ", to which the key is not sent"};
    }
    request = page_request(options_, *std::move(next));
  }
}

}  // namespace latchkey::mailgun
