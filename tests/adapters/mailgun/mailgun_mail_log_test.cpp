// Which of Mailgun's two APIs is asked, and what is said where one or both fail.
#include "adapters/mailgun/mailgun.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/fixture.hpp"
#include "tests/doubles/loopback_server.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace latchkey::mailgun {
namespace {

using doubles::json_response;
using nlohmann::json;

constexpr const char* k_logs = "POST https://api.mailgun.net/v1/analytics/logs";
constexpr const char* k_events = "GET https://api.mailgun.net/v3/d.example/events";

EmailAddress recipient_of_log() {
  return EmailAddress::parse("jane.doe@acme.example").value();
}

json log_line(int second) {
  return {{"event", "delivered"},
          {"id", "id-" + std::to_string(second)},
          {"@timestamp", "2026-11-20T08:00:" + std::to_string(second) + ".166Z"},
          {"domain", {{"name", "d.example"}}},
          {"recipient", "jane.doe@acme.example"}};
}

std::string logs_answer(const json& items, const json& pagination = json::object()) {
  return json{{"items", items}, {"pagination", pagination}}.dump();
}

std::string no_events() {
  return doubles::fixture("mailgun/events_empty_page.json");
}

http::Response one_event() {
  return json_response(200, json{{"items",
                                  {{{"event", "delivered"},
                                    {"id", "id-e"},
                                    {"timestamp", 1795248000.5},
                                    {"recipient", "jane.doe@acme.example"}}}},
                                 {"paging", {{"next", "https://api.mailgun.net/v3/d/events/n"}}}}
                                .dump());
}

Window window_of_log() {
  return {parse_time("2026-11-08T10:00:00Z").value(), parse_time("2026-11-22T10:00:00Z").value()};
}

class MailgunMailLogTest : public testing::Test {
 protected:
  Expected<MailHistory> ask() {
    return doubles::await(log_->events(recipient_of_log(), window_of_log()));
  }

  /// The Events API: one line, then the end.
  void events_know_one_line() {
    http_.always("&event=rejected", json_response(200, no_events()));
    http_.always("&recipient=", one_event());
    http_.always("/v3/d/events/n", json_response(200, no_events()));
  }
  /// The Logs API gives this to both questions.
  void logs_answer_both(const http::Response& with) {
    http_.answer(k_logs, with);
    http_.answer(k_logs, with);
  }
  [[nodiscard]] std::size_t asked(const std::string& part) const {
    const auto& all = http_.requests();
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const auto& request) {
      return request.url.find(part) != std::string::npos;
    }));
  }

  doubles::ScriptedHttpClient http_;
  std::unique_ptr<MailLog> log_ = create_mail_log(
      {"https://api.mailgun.net", Secret{"key-1"}, "d.example", std::chrono::seconds{5}}, http_);
};

TEST_F(MailgunMailLogTest, AsksTheLogsApiAndNothingElseWhereThatTells) {
  logs_answer_both(json_response(200, doubles::fixture("mailgun/logs_page.json")));
  log_ = create_mail_log({"https://api.mailgun.net", Secret{"key-1"}, "customers.portal.example",
                          std::chrono::seconds{5}},
                         http_);
  const auto history = ask();
  ASSERT_TRUE(history) << history.error().what;
  EXPECT_TRUE(history->complete);
  EXPECT_EQ(history->events.size(), 19U) << "each once, though both questions found it";
  EXPECT_EQ(http_.requests().size(), 2U);
  EXPECT_TRUE(std::is_sorted(history->events.begin(), history->events.end(),
                             [](const auto& a, const auto& b) { return a.at > b.at; }));
}

/// A Logs API that has nothing rejected and one line on each page; each page leads to the next, and
/// the one that `last` names leads nowhere. Tokens count down the seconds.
class PagingLogs final : public http::Client {
 public:
  explicit PagingLogs(int last) : last_(last) {}

  boost::asio::awaitable<Expected<http::Response>> send(std::string,
                                                        http::Request request) override {
    const auto body = json::parse(request.body);
    if (body.contains("events")) co_return json_response(200, logs_answer(json::array()));
    tokens.push_back(body["pagination"].value("token", ""));
    const int second = tokens.back().empty() ? 59 : std::stoi(tokens.back());
    json pagination = json::object();
    if (second != last_) pagination["next"] = std::to_string(second - 1);
    co_return json_response(200, logs_answer(json::array({log_line(second)}), pagination));
  }

  std::vector<std::string> tokens;

 private:
  int last_;
};

TEST_F(MailgunMailLogTest, FollowsTheTokensOfTheLogsApi) {
  PagingLogs http{57};
  log_ = create_mail_log({"https://api.mailgun.net", Secret{"k"}, "d.example"}, http);
  const auto history = ask();
  ASSERT_TRUE(history) << history.error().what;
  EXPECT_EQ(history->events.size(), 3U);
  EXPECT_TRUE(history->complete);
  EXPECT_EQ(http.tokens, (std::vector<std::string>{"", "58", "57"}));
  log_.reset();
}

TEST_F(MailgunMailLogTest, SaysThatALogWhoseTokensNeverEndIsNotComplete) {
  PagingLogs http{-1};
  log_ = create_mail_log({"https://api.mailgun.net", Secret{"k"}, "d.example"}, http);
  const auto history = ask();
  ASSERT_TRUE(history) << history.error().what;
  EXPECT_FALSE(history->complete);
  EXPECT_EQ(history->events.size(), 10U);
  log_.reset();
}

TEST_F(MailgunMailLogTest, AsksTheEventsApiWhereTheLogsApiRefuses) {
  for (const int status : {400, 401, 402, 403, 404, 405, 410}) {
    doubles::ScriptedHttpClient http;
    http.always(k_logs, json_response(status, R"({"message":"no"})"));
    http.always("&event=rejected", json_response(200, no_events()));
    http.always("&recipient=", one_event());
    http.always("/v3/d/events/n", json_response(200, no_events()));
    const auto log = create_mail_log({"https://api.mailgun.net", Secret{"k"}, "d.example"}, http);
    const auto history = doubles::await(log->events(recipient_of_log(), window_of_log()));
    ASSERT_TRUE(history) << status << history.error().what;
    EXPECT_EQ(history->events.size(), 1U);
  }
}

TEST_F(MailgunMailLogTest, AsksTheEventsApiWhereTheLogsApiSpeaksInAnotherForm) {
  for (const char* body : {"<html>new console</html>", "{}", R"({"items":null})", "",
                           R"({"items":[{"a":1}]})", R"({"items":[{"event":"deliv)"}) {
    doubles::ScriptedHttpClient http;
    http.always(k_logs, json_response(200, body));
    http.always("&event=rejected", json_response(200, no_events()));
    http.always("&recipient=", one_event());
    http.always("/v3/d/events/n", json_response(200, no_events()));
    const auto log = create_mail_log({"https://api.mailgun.net", Secret{"k"}, "d.example"}, http);
    EXPECT_TRUE(doubles::await(log->events(recipient_of_log(), window_of_log()))) << body;
  }
}

TEST_F(MailgunMailLogTest, RemembersARefusalSoThatTheNextQuestionAsksOnce) {
  http_.always(k_logs, json_response(403, R"({"message":"plan"})"));
  events_know_one_line();
  ASSERT_TRUE(ask());
  const auto asked_of_logs = asked("/v1/analytics/logs");
  EXPECT_GE(asked_of_logs, 1U);
  ASSERT_TRUE(ask());
  EXPECT_EQ(asked("/v1/analytics/logs"), asked_of_logs);
}

// One system, one limit: the other API is no way around it.
TEST_F(MailgunMailLogTest, DoesNotAskTheEventsApiWhereMailgunIsBusyOrInTrouble) {
  const std::vector<std::pair<Expected<http::Response>, ErrorKind>> troubles = {
      {json_response(429, "{}", {{"Retry-After", "60"}}), ErrorKind::rate_limited},
      {json_response(420, "{}"), ErrorKind::rate_limited},
      {json_response(500, "{}"), ErrorKind::unavailable},
      {json_response(503, "<html>"), ErrorKind::unavailable},
      {Error{ErrorKind::unreachable, "Mailgun: no connection"}, ErrorKind::unreachable},
      {Error{ErrorKind::timed_out, "Mailgun: no answer"}, ErrorKind::timed_out}};
  for (const auto& [trouble, kind] : troubles) {
    doubles::ScriptedHttpClient http;
    http.always(k_logs, trouble);
    const auto log = create_mail_log({"https://api.mailgun.net", Secret{"k"}, "d.example"}, http);
    const auto history = doubles::await(log->events(recipient_of_log(), window_of_log()));
    ASSERT_FALSE(history);
    EXPECT_EQ(history.error().kind, kind) << history.error().what;
  }
}

TEST_F(MailgunMailLogTest, SaysWhatTheEventsApiSaidWhereBothFail) {
  logs_answer_both(json_response(404, "<html>404</html>"));
  http_.always(k_events, {json_response(401, "Forbidden")});
  const auto history = ask();
  ASSERT_FALSE(history);
  EXPECT_EQ(history.error().kind, ErrorKind::refused);
  EXPECT_EQ(history.error().what.rfind("Mailgun: 401", 0), 0U) << history.error().what;
}

TEST_F(MailgunMailLogTest, TriesALogsQuestionOnceMoreAfterAnError5xx) {
  http_.answer(k_logs, json_response(502, "{}"));
  http_.answer(k_logs, json_response(200, logs_answer(json::array({log_line(20)}))));
  http_.answer(k_logs, json_response(200, logs_answer(json::array({log_line(20)}))));
  EXPECT_TRUE(ask());
  EXPECT_EQ(http_.unused(), 0U);
}

// The Logs API is one for an account: a domain of the other region looks like one without mail.
TEST_F(MailgunMailLogTest, DoesNotTakeAnUnknownDomainForOneWithoutMail) {
  const auto empty = json_response(200, doubles::fixture("mailgun/logs_empty_page.json"));
  logs_answer_both(empty);
  http_.always(k_events, json_response(404, R"({"message":"Domain not found: d.example"})"));
  const auto history = ask();
  ASSERT_FALSE(history);
  EXPECT_EQ(history.error().kind, ErrorKind::not_found);
}

TEST_F(MailgunMailLogTest, BelievesAnEmptyLogOnceTheDomainIsKnown) {
  const auto empty = json_response(200, doubles::fixture("mailgun/logs_empty_page.json"));
  http_.always(k_logs, empty);
  http_.answer(k_events, json_response(200, no_events()));
  http_.answer(k_events, json_response(200, no_events()));
  auto history = ask();
  ASSERT_TRUE(history) << history.error().what;
  EXPECT_TRUE(history->events.empty());
  history = ask();
  ASSERT_TRUE(history);
  EXPECT_EQ(asked("/events?"), 2U) << "both questions, once";
}

TEST_F(MailgunMailLogTest, KnowsTheDomainByAnyLineOfItsLog) {
  http_.answer(k_logs, json_response(200, logs_answer(json::array({log_line(20)}))));
  http_.always(k_logs, json_response(200, logs_answer(json::array())));
  ASSERT_TRUE(ask());
  ASSERT_TRUE(ask());
  EXPECT_EQ(asked("/events?"), 0U);
}

/// Somebody was mailed at this address.
json accepted_line(const std::string& recipient, int second) {
  auto line = log_line(second);
  line["event"] = "accepted";
  line["recipient"] = recipient;
  line["message"] = {{"headers", {{"subject", "Reset password instructions"}}}};
  return line;
}

struct AcceptedMail : MailgunMailLogTest {
  Expected<MailHistory> ask_about_several() {
    std::vector<EmailAddress> recipients = {EmailAddress::parse("jane_doe@acme.example").value(),
                                            EmailAddress::parse("jdoe@acme.example").value()};
    return doubles::await(log_->accepted_for(std::move(recipients), window_of_log()));
  }
};

// The Events API finds neighbours, too, so each item's own recipient is looked at.
TEST_F(AcceptedMail, IsOnlyWhatLeftForOneOfTheAskedAddresses) {
  const json items =
      json::array({accepted_line("jdoe@acme.example", 21), accepted_line("x@acme.example", 20)});
  http_.answer(k_logs, json_response(200, logs_answer(items)));
  const auto history = ask_about_several();
  ASSERT_TRUE(history) << history.error().what;
  ASSERT_EQ(history->events.size(), 1U);
  EXPECT_EQ(history->events[0].recipient, "jdoe@acme.example");
  EXPECT_EQ(history->events[0].subject, "Reset password instructions");
  EXPECT_TRUE(history->complete);
}

TEST_F(AcceptedMail, TakesOneQuestionHoweverMuchThereIs) {
  const json items = json::array({accepted_line("jdoe@acme.example", 21)});
  const json leads_on = json::object({{"next", "t1"}});
  http_.answer(k_logs, json_response(200, logs_answer(items, leads_on)));
  const auto history = ask_about_several();
  ASSERT_TRUE(history) << history.error().what;
  EXPECT_FALSE(history->complete);
  EXPECT_EQ(http_.requests().size(), 1U);
}

// It may be the list of addresses that the API does not take: the next question about one is asked
// of it all the same.
TEST_F(AcceptedMail, IsAskedOfTheEventsApiWhereLogsRefuse) {
  http_.answer(k_logs, json_response(400, R"({"message":"filter: one value"})"));
  http_.always("&event=accepted&recipient=", json_response(200, no_events()));
  EXPECT_TRUE(ask_about_several());
  logs_answer_both(json_response(200, logs_answer(json::array({log_line(20)}))));
  ASSERT_TRUE(ask());
  EXPECT_EQ(asked("/v1/analytics/logs"), 3U);
}

TEST_F(AcceptedMail, IsNotToldWhereMailgunIsInTrouble) {
  http_.always(k_logs, json_response(503, "<html>"));
  const auto history = ask_about_several();
  ASSERT_FALSE(history);
  EXPECT_EQ(history.error().kind, ErrorKind::unavailable);
}

// A search that was cut off left nothing behind, although it is a POST.
TEST_F(MailgunMailLogTest, IsUnreachableAndNotUncertainWhereTheConnectionIsCut) {
  const doubles::LoopbackServer server{std::vector<doubles::Reaction>{doubles::Reaction{}}};
  boost::asio::io_context context;
  const auto client = http::create_client(context.get_executor(), {});
  const auto log = create_mail_log({server.url(), Secret{"k"}, "d.example"}, *client);
  const auto history = doubles::await(log->events(recipient_of_log(), window_of_log()), context);
  ASSERT_FALSE(history);
  EXPECT_EQ(history.error().kind, ErrorKind::unreachable) << history.error().what;
  EXPECT_EQ(server.requests().size(), 4U) << "each of the two questions once more";
  EXPECT_EQ(server.requests().at(0).method, "POST");
}

}  // namespace
}  // namespace latchkey::mailgun
