#include "tests/adapters/failures/upstreams.hpp"

#include "adapters/gitlab/gitlab.hpp"
#include "adapters/mailgun/mailgun.hpp"
#include "adapters/portal/portal.hpp"
#include "adapters/secrets/onepassword.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/fixture.hpp"

#include <utility>

namespace latchkey::failures {
namespace {

using doubles::fixture;
using doubles::Reaction;
using doubles::ReceivedRequest;
using std::chrono::milliseconds;

EmailAddress jane() {
  return EmailAddress::parse("jane.doe@acme.example").value();
}

bool asks_for(const ReceivedRequest& request, const std::string& part) {
  return request.target.find(part) != std::string::npos;
}

mailgun::Options mailgun_options(std::string url, milliseconds deadline) {
  mailgun::Options options;
  options.api_url = std::move(url);
  options.api_key = Secret{"k"};
  options.domain = "d";
  options.deadline = deadline;
  return options;
}

Upstream::Outcome ask_mail_log(http::Client& http, boost::asio::io_context& context,
                               std::string url, milliseconds deadline) {
  const auto log = mailgun::create_mail_log(mailgun_options(std::move(url), deadline), http);
  return outcome_of_call(doubles::await(log->events(jane(), Window{}), context));
}

/// The Logs API alone: both questions, and a second page.
Upstream mailgun_logs() {
  Upstream upstream{
      .name = "MailgunLogs", .system = "Mailgun", .questions = {"data", "data", "data"}};
  upstream.healthy = [](const ReceivedRequest& request, const std::string&) {
    const bool has = request.body.find("recipient") != std::string::npos &&
                     request.body.find("token") == std::string::npos;
    return doubles::json(200, has ? R"({"items":[{"event":"delivered","id":"1",)"
                                    R"("@timestamp":"2026-11-20T08:00:00.5Z",)"
                                    R"("recipient":"jane.doe@acme.example"}],)"
                                    R"("pagination":{"next":"t2"}})"
                                  : R"({"items":[],"pagination":{}})");
  };
  upstream.ask = ask_mail_log;
  return upstream;
}

/// The Logs API refuses, as it does to a key without its role: both questions are asked there, then
/// both of the Events API's and a second page.
Upstream mailgun_events() {
  Upstream upstream{.name = "MailgunEvents",
                    .system = "Mailgun",
                    .questions = {"data", "data", "data", "data", "data"}};
  upstream.healthy = [](const ReceivedRequest& request, const std::string& url) {
    if (request.method == "POST") return doubles::json(403, R"({"message":"no"})");
    if (!asks_for(request, "&recipient=")) {
      return doubles::json(200, R"({"items":[],"paging":{"next":")" + url + R"(/end"}})");
    }
    return doubles::json(200, R"({"items":[{"event":"delivered","id":"1","timestamp":1795248000.5,)"
                              R"("recipient":"jane.doe@acme.example"}],"paging":{"next":")" +
                                  url + R"(/v3/d/events/next"}})");
  };
  upstream.ask = ask_mail_log;
  return upstream;
}

/// All four suppression lists.
Upstream mailgun_lists() {
  Upstream upstream{
      .name = "MailgunLists", .system = "Mailgun", .questions = {"data", "data", "data", "data"}};
  upstream.healthy = [](const ReceivedRequest& request, const std::string&) {
    if (asks_for(request, "/whitelists/")) {
      return doubles::json(404, R"({"message":"Address/Domain not found in allowlist table"})");
    }
    return doubles::json(200, R"({"address":"jane.doe@acme.example","code":"550","error":"no",)"
                              R"("created_at":"x"})");
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, std::string url,
                    milliseconds deadline) {
    const auto lists =
        mailgun::create_suppression_lists(mailgun_options(std::move(url), deadline), http);
    return outcome_of_call(doubles::await(lists->find(jane()), context));
  };
  return upstream;
}

/// The removal of one row. No answer but the documented ones may read as "removed".
Upstream mailgun_removal() {
  Upstream upstream{.name = "MailgunRemoval", .system = "Mailgun", .questions = {"change"}};
  upstream.healthy = [](const ReceivedRequest&, const std::string&) {
    return doubles::json(200, R"({"address":"jane.doe@acme.example","message":"removed"})");
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, std::string url,
                    milliseconds deadline) {
    const auto lists =
        mailgun::create_suppression_lists(mailgun_options(std::move(url), deadline), http);
    return outcome_of_call(doubles::await(lists->lift(SuppressionList::bounces, jane()), context));
  };
  return upstream;
}

/// The addition of one row, and nothing that could be found afterwards.
Upstream mailgun_addition() {
  Upstream upstream{.name = "MailgunAddition", .system = "Mailgun", .questions = {"change"}};
  upstream.healthy = [](const ReceivedRequest& request, const std::string&) {
    if (request.method == "POST") return doubles::json(200, R"({"message":"Address added"})");
    return doubles::json(404, R"({"message":"Address not found in bounces table"})");
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, std::string url,
                    milliseconds deadline) {
    const auto lists =
        mailgun::create_suppression_lists(mailgun_options(std::move(url), deadline), http);
    const Suppression row{.list = SuppressionList::bounces, .code = "550"};
    return outcome_of_call(doubles::await(lists->put_back(row, jane()), context));
  };
  return upstream;
}

/// Mail to several addresses: the Logs API refuses, and the Events API is asked.
Upstream mailgun_look_alikes() {
  Upstream upstream{
      .name = "MailgunLookAlikes", .system = "Mailgun", .questions = {"data", "data"}};
  upstream.healthy = [](const ReceivedRequest& request, const std::string& url) {
    if (request.method == "POST") return doubles::json(403, R"({"message":"no"})");
    return doubles::json(200, R"({"items":[{"event":"accepted","id":"1","timestamp":1795248000.5,)"
                              R"("recipient":"jane.doe@acme.example"}],"paging":{"next":")" +
                                  url + R"(/v3/d/events/next"}})");
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, std::string url,
                    milliseconds deadline) {
    const auto log = mailgun::create_mail_log(mailgun_options(std::move(url), deadline), http);
    return outcome_of_call(doubles::await(log->accepted_for({jane()}, Window{}), context));
  };
  return upstream;
}

/// A vault, an item and its fields, each by its name. With one more try, after a moment.
Upstream onepassword_connect() {
  Upstream upstream{.name = "OnePasswordConnect",
                    .system = "1Password Connect",
                    .questions = {"secret", "secret", "secret"}};
  upstream.healthy = [](const ReceivedRequest& request, const std::string&) {
    if (!asks_for(request, "/items")) return doubles::json(200, fixture("onepassword/vaults.json"));
    return doubles::json(200, fixture(asks_for(request, "/items/") ? "onepassword/item.json"
                                                                   : "onepassword/items.json"));
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, std::string url,
                    milliseconds deadline) {
    secrets::OnePassword vaults{
        {.url = std::move(url), .token = Secret{"t"}, .pauses = {milliseconds{50}}}, http};
    auto reference = secrets::parse_op_reference("op://Support/Mailgun/EU/api key").value();
    const http::Deadline within{deadline};
    return outcome_of_call(doubles::await(vaults.read(std::move(reference), within), context));
  };
  return upstream;
}

Upstream gitlab_users() {
  Upstream upstream{
      .name = "GitLabUsers", .system = "GitLab.com", .questions = {"data", "data", "data"}};
  upstream.healthy = [](const ReceivedRequest& request, const std::string&) {
    if (asks_for(request, "/emails")) return doubles::json(200, fixture("gitlab/emails.json"));
    return doubles::json(200, asks_for(request, "?search=")
                                  ? fixture("gitlab/users_admin_other_email.json")
                                  : fixture("gitlab/user_self_admin.json"));
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, std::string url,
                    milliseconds deadline) {
    gitlab::Options options;
    options.service = "GitLab.com";
    options.url = std::move(url);
    options.token = Secret{"t"};
    options.deadline = deadline;
    const SystemClock clock;
    const auto directory = gitlab::create_account_directory(std::move(options), http, clock);
    return outcome_of_call(doubles::await(directory->find({jane()}, Reach::look_alikes), context));
  };
  return upstream;
}

Upstream rest_accounts() {
  Upstream upstream{
      .name = "RestAccounts", .system = "CustomersDot", .questions = {"data", "data"}};
  upstream.healthy = [](const ReceivedRequest&, const std::string&) {
    return doubles::json(200, R"({"customers":[{"id":1,"email":"jane.doe@acme.example"}]})");
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, std::string url,
                    milliseconds deadline) {
    portal::RestOptions options;
    options.service = "CustomersDot";
    options.url = url + "/c?email={email}";
    options.authorization = Secret{"Token t"};
    options.list = "/customers";
    options.deadline = deadline;
    const auto directory = portal::create_rest_account_directory(std::move(options), http);
    const std::vector<EmailAddress> spellings = {
        jane(), EmailAddress::parse("jane_doe@acme.example").value()};
    return outcome_of_call(doubles::await(directory->find(spellings, Reach::look_alikes), context));
  };
  return upstream;
}

Upstream::Outcome submit_devise_form(RemedyId remedy, http::Client& http,
                                     boost::asio::io_context& context, std::string url,
                                     milliseconds deadline) {
  portal::FormOptions options;
  options.service = "CustomersDot";
  options.url = std::move(url);
  options.confirmation = "/customers/confirmation/new";
  options.password = "/customers/password/new";
  options.sign_in_link = "/customers/login_link/new";
  options.deadline = deadline;
  const auto forms = portal::create_devise_forms(std::move(options), http);
  const auto reply = doubles::await(forms->request(remedy, jane()), context);
  if (reply && reply->answer == FormAnswer::accepted_unproven) return {.word = "unproven"};
  return outcome_of_call(reply);
}

Upstream devise_form(const std::string& name, const std::string& page, RemedyId remedy,
                     const std::string& words) {
  Upstream upstream{
      .name = name, .system = "CustomersDot", .questions = {"page", "form"}, .once = "POST "};
  upstream.healthy = [page, words](const ReceivedRequest& request, const std::string&) {
    if (request.method == "POST") return doubles::answer(302, "", {{"Location", "/sign_in"}});
    auto html = fixture(asks_for(request, "/sign_in") ? "portal/sign_in.html" : page);
    if (const auto at = html.find("NOTICE"); at != std::string::npos) html.replace(at, 6, words);
    return doubles::answer(200, html, {{"Set-Cookie", "s=1"}, {"Content-Type", "text/html"}});
  };
  upstream.ask = [remedy](http::Client& http, boost::asio::io_context& context, std::string url,
                          milliseconds deadline) {
    return submit_devise_form(remedy, http, context, std::move(url), deadline);
  };
  return upstream;
}

}  // namespace

const std::vector<Upstream>& upstreams() {
  static const auto all = [] {
    std::vector<Upstream> upstreams = {
        mailgun_logs(),
        mailgun_events(),
        mailgun_lists(),
        mailgun_removal(),
        mailgun_addition(),
        mailgun_look_alikes(),
        onepassword_connect(),
        gitlab_users(),
        rest_accounts(),
        devise_form("DeviseConfirmationForm", "portal/confirmation_new.html",
                    RemedyId::resend_confirmation,
                    "You will receive an email with instructions for how to confirm your email "
                    "address in a few minutes."),
        devise_form("DevisePasswordForm", "portal/password_new.html", RemedyId::send_password_reset,
                    "You will receive an email with instructions on how to reset your password in "
                    "a few minutes."),
        devise_form("DeviseSignInLinkForm", "portal/password_new.html", RemedyId::send_sign_in_link,
                    "A login link has been sent to your email address.")};
    for (auto& upstream : pagerduty_upstreams()) upstreams.push_back(std::move(upstream));
    for (auto& upstream : slack_upstreams()) upstreams.push_back(std::move(upstream));
    for (auto& upstream : doctor_upstreams()) upstreams.push_back(std::move(upstream));
    return upstreams;
  }();
  return all;
}

}  // namespace latchkey::failures
