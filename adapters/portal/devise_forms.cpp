#include "adapters/http/deadline.hpp"
#include "adapters/http/origin.hpp"
#include "adapters/http/patient_get.hpp"
#include "adapters/portal/cookie_jar.hpp"
#include "adapters/portal/devise_answer.hpp"
#include "adapters/portal/portal.hpp"
#include "adapters/portal/quiet_time.hpp"
#include "core/base/clock.hpp"

#include <utility>
#include <variant>

namespace latchkey::portal {
namespace {

namespace asio = boost::asio;

class DeviseForms final : public MailForms {
 public:
  DeviseForms(FormOptions options, http::Client& http) : options_(std::move(options)), http_(http) {
    while (!options_.url.empty() && options_.url.back() == '/') options_.url.pop_back();
  }

  asio::awaitable<Expected<FormReply>> request(RemedyId remedy, EmailAddress address) override;

 private:
  asio::awaitable<Expected<FormReply>> request_at(std::string page_url, EmailAddress address);
  asio::awaitable<Expected<HtmlForm>> fetch_form(std::string page_url, CookieJar& cookies,
                                                 http::Deadline deadline);
  asio::awaitable<SubmitAnswer> submit(std::string page_url, HtmlForm form, EmailAddress address,
                                       CookieJar& cookies, http::Deadline deadline);
  asio::awaitable<Expected<FormReply>> read_words(std::string url, const CookieJar& cookies,
                                                  http::Deadline deadline);
  [[nodiscard]] http::Request browser_request(std::string url, const CookieJar& cookies) const;

  FormOptions options_;
  http::Client& http_;
  QuietTime quiet_;
};

std::string form_path(const FormOptions& options, RemedyId remedy) {
  switch (remedy) {
    case RemedyId::resend_confirmation: return options.confirmation;
    case RemedyId::send_password_reset: return options.password;
    case RemedyId::send_sign_in_link: return options.sign_in_link;
    default: return "";
  }
}

asio::awaitable<Expected<FormReply>> DeviseForms::request(RemedyId remedy, EmailAddress address) {
  const auto path = form_path(options_, remedy);
  if (path.empty()) {
    co_return Error{ErrorKind::not_configured,
                    options_.service + ": no form for this mail is configured"};
  }
  if (const auto left = quiet_.left()) {
    co_return Error{
        ErrorKind::rate_limited,
        options_.service + ": asked to be left alone; nothing was sent" + wait_words(left), "",
        left};
  }
  // Joined, not resolved: a portal may live below a path of its host.
  const auto page_url = options_.url + path;
  auto reply = co_await request_at(page_url, std::move(address));
  if (reply) co_return reply;
  if (reply.error().kind == ErrorKind::rate_limited) quiet_.begin(reply.error().retry_after);
  co_return with_way_by_hand(reply.error(), page_url);
}

/// Twice at most: the second time only after a 422 without a form, by which Rails says that it did
/// not take the token and did nothing.
asio::awaitable<Expected<FormReply>> DeviseForms::request_at(std::string page_url,
                                                             EmailAddress address) {
  constexpr int k_tries = 2;
  const http::Deadline deadline{options_.deadline};
  CookieJar cookies;
  for (int i = 0; i < k_tries; ++i) {
    const auto form = co_await fetch_form(page_url, cookies, deadline);
    if (!form) co_return form.error();
    const auto answer = co_await submit(page_url, *form, address, cookies, deadline);
    if (const auto* reply = std::get_if<FormReply>(&answer)) co_return *reply;
    if (const auto* error = std::get_if<Error>(&answer)) co_return *error;
    if (const auto* sent = std::get_if<SentAndRedirected>(&answer)) {
      co_return co_await read_words(sent->to, cookies, deadline);
    }
  }
  co_return Error{
      ErrorKind::misunderstood,
      options_.service + ": refused its own form's token twice (422); nothing was sent"};
}

asio::awaitable<Expected<HtmlForm>> DeviseForms::fetch_form(std::string page_url,
                                                            CookieJar& cookies,
                                                            http::Deadline deadline) {
  const auto page = co_await http::patient_get(http_, options_.service,
                                               browser_request(page_url, cookies), deadline);
  if (!page) co_return page.error();
  cookies.keep(*page);
  co_return form_to_fill(options_.service, page_url, *page, SystemClock{}.now());
}

asio::awaitable<SubmitAnswer> DeviseForms::submit(std::string page_url, HtmlForm form,
                                                  EmailAddress address, CookieJar& cookies,
                                                  http::Deadline deadline) {
  // Devise mails within the request: with less time, the answer would be lost more often than not,
  // and nobody would know whether a mail left.
  constexpr std::chrono::milliseconds k_useful{1000};
  if (deadline.left() < k_useful) {
    co_return Error{ErrorKind::timed_out,
                    options_.service + ": the form's page came too late; nothing was sent"};
  }
  // `form_to_fill` has made sure that there is such a URL, on this site.
  const auto form_url = http::resolve_url(page_url, form.action).value();
  auto fields = form.hidden;
  fields.emplace_back(form.email_input, address.full());
  auto request = browser_request(form_url, cookies);
  request.method = http::Method::post;
  request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  request.body = http::form_encode(fields);
  request.deadline = deadline.left();
  request.fresh_connection = true;  // a form whose fate is not known is worse than a slow one
  const auto response = co_await http_.send(options_.service, std::move(request));
  if (!response) co_return response.error();
  cookies.keep(*response);
  co_return submit_answer(options_.service, form_url, *response, SystemClock{}.now());
}

/// The words are a flash in the session that the POST's answer has just set.
asio::awaitable<Expected<FormReply>> DeviseForms::read_words(std::string url,
                                                             const CookieJar& cookies,
                                                             http::Deadline deadline) {
  const auto page = co_await http::patient_get(http_, options_.service,
                                               browser_request(std::move(url), cookies), deadline);
  co_return redirect_words(options_.service, page);
}

/// HTML is asked for by name: Devise answers 406 to JSON and sends all the same. No Origin header:
/// Rails checks it where it is sent, and behind a proxy it may expect another one.
http::Request DeviseForms::browser_request(std::string url, const CookieJar& cookies) const {
  http::Request request;
  request.url = std::move(url);
  request.headers = {{"Accept", "text/html"}};
  if (auto cookie = cookies.header(); !cookie.empty()) {
    request.headers.emplace_back("Cookie", std::move(cookie));
  }
  return request;
}

}  // namespace

std::unique_ptr<MailForms> create_devise_forms(FormOptions options, http::Client& http) {
  return std::make_unique<DeviseForms>(std::move(options), http);
}

}  // namespace latchkey::portal
