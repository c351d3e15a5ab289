#include "adapters/http/deadline.hpp"
#include "adapters/mailgun/events_api.hpp"
#include "adapters/mailgun/logs_api.hpp"
#include "adapters/mailgun/logs_refusal.hpp"
#include "adapters/mailgun/mailgun.hpp"

#include <chrono>
#include <utility>
#include <vector>

namespace latchkey::mailgun {
namespace {

namespace asio = boost::asio;

/// Asks the Logs API, and the Events API where Logs cannot tell:
///  - it refuses us (see `events_may_know`), which is remembered for some minutes;
///  - it found nothing for a domain that it never found anything for. A domain of the other region
///    or with a slip of the pen looks just so there, while Events says that there is no such
///    domain.
/// Both share one deadline. Where both fail, the error is what Events said.
class MailgunMailLog final : public MailLog {
 public:
  MailgunMailLog(Options options, http::Client& http)
      : options_(std::move(options)), logs_(options_, http), events_(options_, http) {}

  asio::awaitable<Expected<MailHistory>> events(EmailAddress recipient, Window window) override {
    const http::Deadline deadline{options_.deadline};
    if (!refusal_.still_counts(std::chrono::steady_clock::now())) {
      auto history = co_await logs_.history(recipient, window, deadline);
      if (history && (domain_is_known_ || !history->events.empty())) {
        domain_is_known_ = true;
        co_return history;
      }
      if (!history && !events_may_know(history.error())) co_return history;
      if (!history) refusal_.remember(std::chrono::steady_clock::now());
    }
    auto history = co_await events_.history(std::move(recipient), window, deadline);
    domain_is_known_ = domain_is_known_ || history.has_value();
    co_return history;
  }

  /// A refusal is not remembered here: it may be one of several addresses in a filter.
  asio::awaitable<Expected<MailHistory>> accepted_for(std::vector<EmailAddress> recipients,
                                                      Window window) override {
    const http::Deadline deadline{options_.deadline};
    if (!refusal_.still_counts(std::chrono::steady_clock::now())) {
      auto history = co_await logs_.accepted_for(recipients, window, deadline);
      if (history || !events_may_know(history.error())) co_return history;
    }
    co_return co_await events_.accepted_for(std::move(recipients), window, deadline);
  }

 private:
  const Options options_;
  LogsApi logs_;
  EventsApi events_;
  LogsRefusal refusal_;
  bool domain_is_known_ = false;
};

}  // namespace

std::unique_ptr<MailLog> create_mail_log(Options options, http::Client& http) {
  return std::make_unique<MailgunMailLog>(std::move(options), http);
}

}  // namespace latchkey::mailgun
