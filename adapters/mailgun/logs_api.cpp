#include "adapters/mailgun/logs_api.hpp"

#include "adapters/mailgun/both_questions.hpp"
#include "adapters/mailgun/json_question.hpp"
#include "adapters/mailgun/log_page.hpp"
#include "adapters/mailgun/logs_request.hpp"
#include "adapters/mailgun/page_chain.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <utility>

namespace latchkey::mailgun {

namespace asio = boost::asio;

asio::awaitable<Expected<MailHistory>> LogsApi::history(EmailAddress recipient, Window window,
                                                        http::Deadline deadline) {
  std::function<asio::awaitable<Expected<MailHistory>>(EventsAbout)> ask =
      [this, recipient, window, deadline](EventsAbout about) {
        return chain(recipient, window, about, deadline);
      };
  co_return co_await both_questions(std::move(ask));
}

asio::awaitable<Expected<MailHistory>> LogsApi::accepted_for(std::vector<EmailAddress> recipients,
                                                             Window window,
                                                             http::Deadline deadline) {
  auto request = accepted_logs_request(options_, recipients, window);
  const auto answer = co_await json_question(options_, http_, std::move(request), deadline);
  if (!answer) co_return answer.error();
  auto page = log_page(*answer, options_.domain, recipients);
  if (!page) co_return page.error();
  co_return only_page(*std::move(page));
}

asio::awaitable<Expected<MailHistory>> LogsApi::chain(EmailAddress recipient, Window window,
                                                      EventsAbout about, http::Deadline deadline) {
  PageChain pages;
  std::string token;
  for (;;) {
    auto request = logs_request(options_, recipient, window, about, token);
    const auto answer = co_await json_question(options_, http_, std::move(request), deadline);
    if (!answer) co_return answer.error();
    auto page = log_page(*answer, options_.domain, recipient);
    if (!page) co_return page.error();
    auto next = pages.take(*std::move(page));
    if (!next) co_return std::move(pages).history();
    token = *std::move(next);
  }
}

}  // namespace latchkey::mailgun
