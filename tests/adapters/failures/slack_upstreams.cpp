#include "adapters/slack/web_api.hpp"
#include "adapters/slack/web_api_answer.hpp"
#include "tests/adapters/failures/hurried_client.hpp"
#include "tests/adapters/failures/upstreams.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/fake_clock.hpp"

#include <utility>

namespace latchkey::failures {
namespace {

using doubles::ReceivedRequest;
using std::chrono::milliseconds;

doubles::Reaction healthy_slack(const ReceivedRequest& request, const std::string& /*url*/) {
  if (request.target == "/auth.test") {
    return doubles::json(200, R"({"ok":true,"user_id":"U0","team_id":"T1"})");
  }
  if (request.target == "/hooks/h1") return doubles::answer(200, "ok");
  return doubles::json(200, R"({"ok":true,"url":"wss://slack.example","channel":"C1","ts":"17.1",)"
                            R"("user":{"id":"U1","team_id":"T1","is_restricted":false,)"
                            R"("is_ultra_restricted":false}})");
}

chat::Message hello() {
  return {.summary = "Hello", .blocks = {}};
}

/// Turned by the waits between calls, which pass at once.
struct Time {
  boost::asio::awaitable<void> pass(milliseconds wait) {
    clock.advance(wait);
    co_return;
  }
  slack::Sleep sleep() {
    return [this](milliseconds wait) { return pass(wait); };
  }

  doubles::FakeClock clock{TimePoint{}};
};

/// One verb of the chat.
template <class Verb>
auto with_chat(Verb verb) {
  return [verb](http::Client& http, boost::asio::io_context& context, const std::string& url,
                milliseconds deadline) {
    HurriedClient hurried{http, deadline};
    Time time;
    slack::Options options;
    options.api_url = url + "/";
    options.bot_token = Secret{"xoxb"};
    slack::WebApi slack{options, hurried, time.clock, time.sleep()};
    return outcome_of_call(doubles::await(verb(slack), context));
  };
}

Upstream slack_person() {
  Upstream upstream{.name = "SlackPerson", .system = "Slack", .questions = {"call", "call"}};
  upstream.ask =
      with_chat([](auto& slack) { return slack.person_with_address("jane@corp.example"); });
  return upstream;
}

/// What an edit says twice is the same.
Upstream slack_update() {
  Upstream upstream{.name = "SlackUpdate", .system = "Slack", .questions = {"call"}};
  upstream.ask = with_chat([](auto& slack) {
    return slack.update({"C1", "17.1"}, hello(), chat::Edit::lasting);
  });
  return upstream;
}

Upstream slack_whisper() {
  Upstream upstream{
      .name = "SlackWhisper", .system = "Slack", .questions = {"post"}, .once = "POST "};
  upstream.ask = with_chat([](auto& slack) { return slack.whisper("C1", "", "U1", hello()); });
  return upstream;
}

Upstream slack_post() {
  Upstream upstream{.name = "SlackPost", .system = "Slack", .questions = {"post"}, .once = "POST "};
  upstream.ask = with_chat([](auto& slack) { return slack.post("C1", "", hello()); });
  return upstream;
}

/// Its address comes with what a person did.
Upstream slack_reply() {
  Upstream upstream{
      .name = "SlackReply", .system = "Slack", .questions = {"reply"}, .once = "POST "};
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, const std::string& url,
                    milliseconds deadline) {
    const std::string reply_url = url + "/hooks/h1";
    const auto reply = [&](auto& slack) { return slack.reply_privately(reply_url, hello()); };
    return with_chat(reply)(http, context, url, deadline);
  };
  return upstream;
}

boost::asio::awaitable<Expected<std::string>> socket_url(slack::WebApiClient& app) {
  auto call = slack::apps_connections_open();
  const auto answer = co_await app.call(std::move(call));
  if (!answer) co_return answer.error();
  co_return slack::read_socket_url(*answer);
}

Upstream slack_dial() {
  Upstream upstream{.name = "SlackDial", .system = "Slack", .questions = {"dial"}};
  upstream.ask = [](http::Client& http, boost::asio::io_context& context, const std::string& url,
                    milliseconds deadline) {
    HurriedClient hurried{http, deadline};
    Time time;
    slack::WebApiClient app{url + "/", Secret{"xapp"}, hurried, time.clock, time.sleep()};
    return outcome_of_call(doubles::await(socket_url(app), context));
  };
  return upstream;
}

}  // namespace

std::vector<Upstream> slack_upstreams() {
  std::vector<Upstream> all = {slack_person(),  slack_update(), slack_post(),
                               slack_whisper(), slack_reply(),  slack_dial()};
  for (auto& upstream : all) {
    upstream.healthy = healthy_slack;
    upstream.reads_retry_after_alone = true;
  }
  return all;
}

}  // namespace latchkey::failures
