#include "adapters/gitlab/token_probe.hpp"
#include "adapters/oncall/pagerduty_probe.hpp"
#include "adapters/portal/form_probe.hpp"
#include "adapters/secrets/connect_health.hpp"
#include "adapters/slack/token_probe.hpp"
#include "core/base/clock.hpp"
#include "tests/adapters/failures/hurried_client.hpp"
#include "tests/adapters/failures/upstreams.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/fixture.hpp"

#include <utility>

namespace latchkey::failures {
namespace {

using doubles::ReceivedRequest;
using std::chrono::milliseconds;

bool asks(const ReceivedRequest& request, const std::string& part) {
  return request.target.find(part) != std::string::npos;
}

/// Whose the token is, and what it sees.
Upstream gitlab_token() {
  Upstream upstream{
      .name = "DoctorGitLabToken", .system = "GitLab.com", .questions = {"data", "data"}};
  upstream.healthy = [](const ReceivedRequest& request, const std::string&) {
    if (asks(request, "/users?")) return doubles::json(200, R"([{"id":2,"email":"a@b.example"}])");
    return doubles::json(200, doubles::fixture("gitlab/user_self_admin.json"));
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, std::string url,
                    milliseconds deadline) {
    gitlab::Options options{
        .service = "GitLab.com", .url = std::move(url), .token = Secret{"t"}, .deadline = deadline};
    return outcome_of_call(doubles::await(gitlab::probe_token(std::move(options), http), context));
  };
  return upstream;
}

oncall::PagerDutyOptions incident_options(std::string url, milliseconds deadline) {
  return {.api_url = std::move(url),
          .token = Secret{"t"},
          .service = "S1",
          .from = "latchkey@corp.example",
          .deadline = deadline};
}

/// A search that does not know the author, and two pages of users.
Upstream pagerduty_author() {
  Upstream upstream{.name = "DoctorPagerDutyAuthor",
                    .system = "PagerDuty",
                    .questions = {"data", "data", "data"}};
  upstream.healthy = [](const ReceivedRequest& request, const std::string&) {
    if (asks(request, "offset=100")) {
      return doubles::json(200, R"({"users":[{"email":"latchkey@corp.example"}],"more":false})");
    }
    const bool all = asks(request, "offset=0");
    return doubles::json(200, all ? R"({"users":[],"more":true})" : R"({"users":[],"more":false})");
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, std::string url,
                    milliseconds deadline) {
    auto options = incident_options(std::move(url), deadline);
    return outcome_of_call(doubles::await(oncall::is_user(std::move(options), http), context));
  };
  return upstream;
}

Upstream pagerduty_key() {
  Upstream upstream{.name = "DoctorPagerDutyKey", .system = "PagerDuty", .questions = {"trial"}};
  upstream.healthy = [](const ReceivedRequest&, const std::string&) {
    return doubles::json(404, R"({"error":{"message":"Not Found","code":2100}})");
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, std::string url,
                    milliseconds deadline) {
    auto options = incident_options(std::move(url), deadline);
    return outcome_of_call(doubles::await(oncall::may_write(std::move(options), http), context));
  };
  return upstream;
}

Upstream form() {
  Upstream upstream{.name = "DoctorForm", .system = "CustomersDot", .questions = {"page"}};
  upstream.healthy = [](const ReceivedRequest&, const std::string&) {
    return doubles::answer(200, doubles::fixture("portal/confirmation_new.html"),
                           {{"Content-Type", "text/html"}});
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, const std::string& url,
                    milliseconds deadline) {
    auto question =
        portal::probe_form("CustomersDot", url + "/customers/confirmation/new", deadline, http);
    return outcome_of_call(doubles::await(std::move(question), context));
  };
  return upstream;
}

Upstream connect_health() {
  Upstream upstream{.name = "DoctorConnectHealth", .system = "1Password Connect"};
  upstream.healthy = [](const ReceivedRequest&, const std::string&) {
    return doubles::json(200, R"({"name":"1Password Connect API","version":"1.7.3"})");
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, std::string url,
                    milliseconds deadline) {
    auto question = secrets::probe_connect(std::move(url), deadline, http);
    return outcome_of_call(doubles::await(std::move(question), context));
  };
  return upstream;
}

slack::Options slack_options(const std::string& url) {
  slack::Options options;
  options.api_url = url + "/";
  options.app_token = Secret{"xapp"};
  options.bot_token = Secret{"xoxb"};
  return options;
}

Upstream slack_bot_token() {
  Upstream upstream{.name = "DoctorSlackBotToken", .system = "Slack", .questions = {"dial"}};
  upstream.reads_retry_after_alone = true;
  upstream.healthy = [](const ReceivedRequest&, const std::string&) {
    return doubles::json(200, R"({"ok":true,"user":"latchkey","team":"Keyhole Support"})");
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, const std::string& url,
                    milliseconds deadline) {
    HurriedClient hurried{http, deadline};
    const SystemClock clock;
    auto question = slack::probe_bot_token(slack_options(url), hurried, clock);
    return outcome_of_call(doubles::await(std::move(question), context));
  };
  return upstream;
}

Upstream slack_app_token() {
  Upstream upstream{.name = "DoctorSlackAppToken", .system = "Slack", .questions = {"dial"}};
  upstream.reads_retry_after_alone = true;
  upstream.healthy = [](const ReceivedRequest&, const std::string&) {
    return doubles::json(200, R"({"ok":true,"url":"wss://slack.example"})");
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, const std::string& url,
                    milliseconds deadline) {
    HurriedClient hurried{http, deadline};
    auto question = slack::probe_app_token(slack_options(url), hurried);
    return outcome_of_call(doubles::await(std::move(question), context));
  };
  return upstream;
}

}  // namespace

std::vector<Upstream> doctor_upstreams() {
  return {gitlab_token(),   pagerduty_author(), pagerduty_key(),  form(),
          connect_health(), slack_bot_token(),  slack_app_token()};
}

}  // namespace latchkey::failures
