#include "bot/watch/asked_systems.hpp"

#include "bot/watch/watched_requests.hpp"
#include "tests/bot/watch/metric_names.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/fake_clock.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace latchkey::watch {
namespace {

using std::chrono_literals::operator""s;

/// Answers as it is told.
struct ScriptedDirectory final : AccountDirectory {
  explicit ScriptedDirectory(Expected<AccountsFound>& answer) : answer_(answer) {}
  boost::asio::awaitable<Expected<AccountsFound>> find(Spellings, Reach) override {
    co_return answer_;
  }
  Expected<AccountsFound>& answer_;
};

struct ScriptedHandler final : chat::RequestHandler {
  boost::asio::awaitable<Expected<chat::Acknowledgement>> accept(chat::Request) override {
    co_return answer;
  }
  Expected<chat::Acknowledgement> answer = chat::Acknowledgement{};
};

struct AskedSystemsTest : testing::Test {
  void ask(Expected<http::Response> answer) {
    http.answer("GET", std::move(answer));
    http::Request request{.url = "https://mail.example/"};
    doubles::await(client->send("Mailgun", std::move(request)));
  }
  void find(Expected<AccountsFound> answer) {
    found = std::move(answer);
    doubles::await(directory->find({}, Reach::look_alikes));
  }
  void expect(const std::string& line) {
    const auto said = metrics.text({});
    EXPECT_TRUE(has_line(said, line)) << line << "\nis not in\n" << said;
  }

  doubles::FakeClock clock{TimePoint{1'700'000'000s}};
  Metrics metrics;
  AskedSystems asked{metrics, clock};
  doubles::ScriptedHttpClient http;
  std::unique_ptr<http::Client> client = asked.watched("Mailgun", http);
  Expected<AccountsFound> found = AccountsFound{};
  std::unique_ptr<AccountDirectory> directory =
      asked.watched("CustomersDot", std::make_unique<ScriptedDirectory>(found));
};

TEST_F(AskedSystemsTest, CountsEachQuestionByWhatCameOfIt) {
  ask(http::Response{.status = 200});
  ask(http::Response{.status = 404});
  ask(http::Response{.status = 401});
  ask(http::Response{.status = 503});
  ask(http::Response{.status = 429});
  ask(Error{ErrorKind::timed_out, "Mailgun did not answer within 10 s"});
  ask(Error{ErrorKind::unavailable, "Mailgun has not answered since 12:00:00 UTC"});
  for (const std::string result :
       {"2xx", "4xx", "refused", "5xx", "rate_limited", "timed_out", "left_alone"}) {
    expect(R"(latchkey_upstream_questions_total{system="Mailgun",result=")" + result + "\"} 1");
  }
  expect(R"(latchkey_upstream_question_duration_seconds_count{system="Mailgun"} 6)");
}

// The system had waited in vain, as we do elsewhere; "4xx" is an answer.
TEST_F(AskedSystemsTest, Takes408ForAQuestionThatCameToNothing) {
  ask(http::Response{.status = 408});
  expect(R"(latchkey_upstream_questions_total{system="Mailgun",result="timed_out"} 1)");
  EXPECT_EQ(asked.last_failures().at("Mailgun").why, "it answered 408");
  EXPECT_EQ(asked.last_failures().at("Mailgun").failing_since, clock.now());
}

TEST_F(AskedSystemsTest, RemembersWhatWentWrongLast) {
  EXPECT_EQ(asked.last_failures().at("Mailgun").why, "");
  ask(Error{ErrorKind::unreachable, "Mailgun: no connection within 3 s"});
  EXPECT_EQ(asked.last_failures().at("Mailgun").why, "no connection within 3 s");
  // Neither an answer nor that it is left alone takes that away.
  ask(http::Response{.status = 200});
  ask(Error{ErrorKind::unavailable, "Mailgun has not answered"});
  EXPECT_EQ(asked.last_failures().at("Mailgun").why, "no connection within 3 s");
  ask(http::Response{.status = 502});
  EXPECT_EQ(asked.last_failures().at("Mailgun").why, "it answered 502");
}

TEST_F(AskedSystemsTest, TellsSinceWhenADatabaseFails) {
  ASSERT_EQ(asked.unguarded().size(), 1U);
  EXPECT_FALSE(asked.unguarded()[0].failing_since);
  find(Error{ErrorKind::unavailable, "CustomersDot: the database system is starting up"});
  const auto began = clock.now();
  clock.advance(60s);
  find(Error{ErrorKind::timed_out, "CustomersDot did not answer within 10 s"});
  EXPECT_EQ(asked.unguarded()[0].system, "CustomersDot");
  EXPECT_EQ(asked.unguarded()[0].failing_since, began);
  EXPECT_EQ(asked.unguarded()[0].why, "did not answer within 10 s");
  find(AccountsFound{});
  EXPECT_FALSE(asked.unguarded()[0].failing_since);
  expect(R"(latchkey_upstream_questions_total{system="CustomersDot",result="unreachable"} 1)");
}

TEST_F(AskedSystemsTest, RequestsAreCountedByWhetherTheyWereTakenOn) {
  ScriptedHandler handler;
  WatchedRequests watched{handler, metrics};
  const auto send = [&](chat::Request::Kind kind) {
    chat::Request request;
    request.kind = kind;
    doubles::await(watched.accept(std::move(request)));
  };
  send(chat::Request::Kind::command);
  handler.answer->errors["address"] = "That is no address.";
  send(chat::Request::Kind::submission);
  handler.answer = Error{ErrorKind::unavailable, "store: the disk is full"};
  send(chat::Request::Kind::action);
  expect(R"(latchkey_requests_total{kind="command",outcome="taken_on"} 1)");
  expect(R"(latchkey_requests_total{kind="submission",outcome="sent_back"} 1)");
  expect(R"(latchkey_requests_total{kind="action",outcome="not_taken_on"} 1)");
}

}  // namespace
}  // namespace latchkey::watch
