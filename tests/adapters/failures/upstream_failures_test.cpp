// Every way in which an upstream can fail, against every adapter, at every question it asks: the
// result is always an error with a sentence that names the system, never "nothing found".
#include "adapters/gitlab/gitlab.hpp"
#include "adapters/mailgun/mailgun.hpp"
#include "adapters/portal/portal.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/fixture.hpp"
#include "tests/doubles/loopback_server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace latchkey {
namespace {

using doubles::fixture;
using doubles::LoopbackServer;
using doubles::Reaction;
using doubles::ReceivedRequest;

constexpr std::chrono::milliseconds k_deadline{3000};

EmailAddress jane() {
  return EmailAddress::parse("jane.doe@acme.example").value();
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// An adapter, how its system answers when all is well, and how many questions that takes.
struct Upstream {
  std::string system;
  int questions;
  std::function<Reaction(const ReceivedRequest&, const std::string& url)> healthy;
  std::function<std::optional<Error>(http::Client&, boost::asio::io_context&, std::string url,
                                     std::chrono::milliseconds deadline)>
      ask;
};

template <class T>
std::optional<Error> error_of(const Expected<T>& result) {
  if (result) return std::nullopt;
  return result.error();
}

constexpr const char* k_end_of_log = R"({"items":[],"pagination":{}})";

std::optional<Error> ask_mail_log(http::Client& http, boost::asio::io_context& context,
                                  std::string url, std::chrono::milliseconds deadline) {
  const auto log =
      mailgun::create_mail_log(mailgun::Options{std::move(url), Secret{"k"}, "d", deadline}, http);
  return error_of(doubles::await(log->events(jane(), Window{}), context));
}

/// The Logs API alone: both questions, and a second page.
Upstream mailgun_logs() {
  Upstream upstream{"Mailgun", 3, {}, ask_mail_log};
  upstream.healthy = [](const ReceivedRequest& request, const std::string&) {
    const bool first = contains(request.body, "recipient") && !contains(request.body, "token");
    return doubles::json(200, first ? R"({"items":[{"event":"delivered","id":"1",)"
                                      R"("@timestamp":"2026-11-20T08:00:00.5Z",)"
                                      R"("recipient":"jane.doe@acme.example"}],)"
                                      R"("pagination":{"next":"t2"}})"
                                    : k_end_of_log);
  };
  return upstream;
}

/// The Logs API refuses, as it does to a key without its role: both questions are asked there, then
/// both of the Events API's and a second page.
Upstream mailgun_events() {
  Upstream upstream{"Mailgun", 5, {}, ask_mail_log};
  upstream.healthy = [](const ReceivedRequest& request, const std::string& url) {
    if (request.method == "POST") return doubles::json(403, R"({"message":"no"})");
    if (!contains(request.target, "&recipient=")) {
      return doubles::json(200, R"({"items":[],"paging":{"next":")" + url + R"(/end"}})");
    }
    return doubles::json(200, R"({"items":[{"event":"delivered","id":"1","timestamp":1795248000.5,)"
                              R"("recipient":"jane.doe@acme.example"}],"paging":{"next":")" +
                                  url + R"(/v3/d/events/next"}})");
  };
  return upstream;
}

constexpr const char* k_bounce_row =
    R"({"address":"jane.doe@acme.example","code":"550","error":"no","created_at":"x"})";

/// All four lists.
Upstream mailgun_lists() {
  Upstream upstream{"Mailgun", 4, {}, {}};
  upstream.healthy = [](const ReceivedRequest& request, const std::string&) {
    if (!contains(request.target, "/whitelists/")) return doubles::json(200, k_bounce_row);
    return doubles::json(404, R"({"message":"Address/Domain not found in allowlist table"})");
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, std::string url,
                    std::chrono::milliseconds deadline) {
    const auto lists = mailgun::create_suppression_lists(
        mailgun::Options{std::move(url), Secret{"k"}, "d", deadline}, http);
    return error_of(doubles::await(lists->find(jane()), context));
  };
  return upstream;
}

/// The removal of one row. No answer but the documented ones may read as "removed".
Upstream mailgun_removal() {
  Upstream upstream{"Mailgun", 1, {}, {}};
  upstream.healthy = [](const ReceivedRequest&, const std::string&) {
    return doubles::json(200, R"({"address":"jane.doe@acme.example","message":"removed"})");
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, std::string url,
                    std::chrono::milliseconds deadline) {
    const auto lists = mailgun::create_suppression_lists(
        mailgun::Options{std::move(url), Secret{"k"}, "d", deadline}, http);
    return error_of(doubles::await(lists->lift(SuppressionList::bounces, jane()), context));
  };
  return upstream;
}

Upstream gitlab_users() {
  Upstream upstream{"GitLab.com", 3, {}, {}};
  upstream.healthy = [](const ReceivedRequest& request, const std::string&) {
    if (contains(request.target, "/emails")) {
      return doubles::json(200, fixture("gitlab/emails.json"));
    }
    return doubles::json(200, contains(request.target, "?search=")
                                  ? fixture("gitlab/users_admin_other_email.json")
                                  : fixture("gitlab/user_self_admin.json"));
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, std::string url,
                    std::chrono::milliseconds deadline) {
    const auto directory = gitlab::create_account_directory(
        gitlab::Options{"GitLab.com", std::move(url), Secret{"t"}, deadline}, http);
    return error_of(doubles::await(directory->find({jane()}), context));
  };
  return upstream;
}

Upstream rest_accounts() {
  Upstream upstream{"CustomersDot", 2, {}, {}};
  upstream.healthy = [](const ReceivedRequest&, const std::string&) {
    return doubles::json(200, R"({"customers":[{"id":1,"email":"jane.doe@acme.example"}]})");
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, std::string url,
                    std::chrono::milliseconds deadline) {
    const auto directory =
        portal::create_rest_account_directory(portal::RestOptions{"CustomersDot",
                                                                  url + "/c?email={email}",
                                                                  Secret{"Token t"},
                                                                  "/customers",
                                                                  {},
                                                                  deadline},
                                              http);
    const std::vector<EmailAddress> spellings = {
        jane(), EmailAddress::parse("jane_doe@acme.example").value()};
    return error_of(doubles::await(directory->find(spellings), context));
  };
  return upstream;
}

Upstream devise_forms() {
  Upstream upstream{"CustomersDot", 2, {}, {}};
  upstream.healthy = [](const ReceivedRequest& request, const std::string&) {
    if (request.method == "POST") return doubles::answer(302, "", {{"Location", "/sign_in"}});
    return doubles::answer(200, fixture("portal/confirmation_new.html"),
                           {{"Set-Cookie", "s=1"}, {"Content-Type", "text/html"}});
  };
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, std::string url,
                    std::chrono::milliseconds deadline) {
    const auto forms = portal::create_devise_forms(
        portal::FormOptions{"CustomersDot", std::move(url), "/customers/confirmation/new", "",
                            deadline},
        http);
    return error_of(doubles::await(forms->request(RemedyId::resend_confirmation, jane()), context));
  };
  return upstream;
}

struct Failure {
  std::string name;
  Reaction reaction;
  std::chrono::milliseconds deadline = k_deadline;
};

std::vector<Failure> failures(const std::string& other_host) {
  const std::string html = "<html><title>Sign in</title><form action=/x></form></html>";
  const doubles::ReplyHeaders is_html = {{"Content-Type", "text/html"}};
  const auto whole = doubles::json(200, fixture("gitlab/users_admin.json"));
  return {
      {"closed without a word", Reaction{}},
      {"cut in the head", doubles::cut_after(whole, 25)},
      {"cut in the body", doubles::cut_after(whole, whole.bytes.size() / 2)},
      // Long enough that a form is still sent: it leaves itself a second for the answer.
      {"never answered", doubles::never_answer(), std::chrono::milliseconds{1500}},
      {"not HTTP", Reaction{.bytes = "SSH-2.0-OpenSSH_9.2p1\r\n"}},
      {"400", doubles::json(400, R"({"message":"no"})")},
      {"401", doubles::answer(401, "Forbidden")},
      {"403", doubles::json(403, R"({"message":"403 Forbidden"})")},
      {"404", doubles::answer(404, html, is_html)},
      {"429", doubles::answer(429, "Retry later\n", {{"Retry-After", "30"}})},
      {"500", doubles::answer(500, html, is_html)},
      {"503", doubles::answer(503, "", {{"Retry-After", "120"}})},
      {"204", doubles::answer(204, "")},
      {"redirect to another host", doubles::answer(302, "", {{"Location", other_host + "/x"}})},
      {"HTML", doubles::answer(200, html, is_html)},
      {"HTML called JSON", doubles::json(200, html)},
      {"nothing", doubles::json(200, "")},
      {"null", doubles::json(200, "null")},
      {"a number", doubles::json(200, "17")},
      {"wrong types", doubles::json(200, R"({"items":{"a":1},"customers":7,"id":[],"next":0})")},
      {"a list of nonsense", doubles::json(200, R"([[1],"a",null])")},
      {"truncated JSON", doubles::json(200, R"({"items":[{"event":"deliv)")},
      {"not UTF-8", doubles::json(200, "{\"items\":[\"\xff\xfe\"]}")},
  };
}

/// Runs the adapter against a server that is healthy for `healthy_questions` and then fails.
std::optional<Error> ask_failing(const Upstream& upstream, const Failure& failure,
                                 int healthy_questions) {
  auto asked = std::make_shared<std::atomic<int>>(0);
  auto url = std::make_shared<std::string>();
  LoopbackServer server{LoopbackServer::Responder{[=](const ReceivedRequest& request) {
    return (*asked)++ < healthy_questions ? upstream.healthy(request, *url) : failure.reaction;
  }}};
  *url = server.url();
  boost::asio::io_context context;
  const auto http = http::create_client(context.get_executor(), http::Options{});
  return upstream.ask(*http, context, server.url(), failure.deadline);
}

class UpstreamFailures : public testing::TestWithParam<int> {
 protected:
  static Upstream upstream() {
    switch (GetParam()) {
      case 0: return mailgun_events();
      case 1: return gitlab_users();
      case 2: return rest_accounts();
      case 3: return devise_forms();
      case 4: return mailgun_logs();
      case 5: return mailgun_lists();
      default: return mailgun_removal();
    }
  }
};

TEST_P(UpstreamFailures, AreErrorsThatNameTheSystemAtEveryQuestion) {
  const LoopbackServer other_host{std::vector<Reaction>{doubles::json(200, "{}")}};
  const auto tried = upstream();
  for (const auto& failure : failures(other_host.url())) {
    for (int healthy = 0; healthy < tried.questions; ++healthy) {
      SCOPED_TRACE(failure.name + " after " + std::to_string(healthy) + " good answers");
      const auto error = ask_failing(tried, failure, healthy);
      if (!error) {
        ADD_FAILURE() << "no error";
        continue;
      }
      EXPECT_EQ(error->what.rfind(tried.system, 0), 0U) << error->what;
      EXPECT_GT(error->what.size(), tried.system.size() + 5) << error->what;
      EXPECT_FALSE(contains(error->vendor_text, "<")) << "HTML is of no use in a chat";
    }
  }
  EXPECT_TRUE(other_host.requests().empty()) << "a credential left for another host";
}

// The healthy answers are healthy: otherwise the table above would prove nothing.
TEST_P(UpstreamFailures, AreNotSeenWhereAllIsWell) {
  const auto tried = upstream();
  const auto error = ask_failing(tried, Failure{"none", Reaction{}}, 1000);
  EXPECT_FALSE(error) << (error ? error->what : "");
}

TEST_P(UpstreamFailures, IncludeAPortThatNobodyListensOn) {
  std::string url;
  {
    const LoopbackServer gone{std::vector<Reaction>{Reaction{}}};
    url = gone.url();
  }
  boost::asio::io_context context;
  const auto http = http::create_client(context.get_executor(), http::Options{});
  const auto error = upstream().ask(*http, context, url, k_deadline);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind, ErrorKind::unreachable);
}

std::string adapter_name(const testing::TestParamInfo<int>& parameter) {
  const std::vector<std::string> names = {"MailgunEvents", "GitLabUsers", "RestAccounts",
                                          "DeviseForms",   "MailgunLogs", "MailgunLists",
                                          "MailgunRemoval"};
  return names.at(static_cast<std::size_t>(parameter.param));
}
INSTANTIATE_TEST_SUITE_P(Of, UpstreamFailures, testing::Range(0, 7), adapter_name);

// After the form was sent, "no mail left" may only be said of answers that prove it.
TEST(DeviseFormFailures, AreUncertainOnceTheFormMayHaveArrived) {
  for (const auto& failure : failures("http://127.0.0.1:1")) {
    SCOPED_TRACE(failure.name);
    const auto error = ask_failing(devise_forms(), failure, 1);
    ASSERT_TRUE(error);
    const bool stopped_before = failure.name == "400" || failure.name == "401" ||
                                failure.name == "403" || failure.name == "404" ||
                                failure.name == "429";
    EXPECT_EQ(error->kind != ErrorKind::uncertain, stopped_before) << error->what;
  }
}

}  // namespace
}  // namespace latchkey
