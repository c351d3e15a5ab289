#pragma once
#include "deploy/sandbox/page_files.hpp"
#include "deploy/sandbox/sandbox.hpp"
#include "tests/sandbox/manual_scheduler.hpp"
#include "tests/sandbox/recorded_link.hpp"

#include <gtest/gtest.h>

namespace latchkey::sandbox {

/// The built-in scenario, a clock that tests turn, and requests without a socket.
class SandboxFixture : public testing::Test {
 protected:
  SandboxFixture()
      : sandbox(parse_scenario(embedded_file("scenario_default.json"), clock.now()), clock,
                std::chrono::seconds{3}) {
    sandbox.set_origin("http://127.0.0.1:8080");
  }

  HttpResponse send(const std::string& method, const std::string& target, Fields headers = {},
                    std::string body = {}) {
    const auto mark = std::min(target.find('?'), target.size());
    headers.emplace_back("host", "127.0.0.1:8080");
    return sandbox.answer({method, target.substr(0, mark),
                           parse_form(target.substr(std::min(mark + 1, target.size()))),
                           std::move(headers), std::move(body)});
  }

  /// A Web API call with a JSON body and the bot's token.
  Json api(const std::string& method, const Json& args) {
    const HttpResponse response = send("POST", "/api/" + method,
                                       {{"authorization", "Bearer xoxb-sandbox"},
                                        {"content-type", "application/json; charset=utf-8"}},
                                       args.dump());
    return Json::parse(response.body);
  }

  /// The same as a form.
  Json api_form(const std::string& method, const std::string& form) {
    const HttpResponse response = send("POST", "/api/" + method,
                                       {{"authorization", "Bearer xoxb-sandbox"},
                                        {"content-type", "application/x-www-form-urlencoded"}},
                                       form);
    return Json::parse(response.body);
  }

  /// What the page posts; dana in #support unless `body` says otherwise.
  Json page(const std::string& what, const Json& body) {
    Json full{{"user", "U0DANA"}, {"channel", "C0SUPPORT"}};
    full.update(body);
    const HttpResponse response =
        send("POST", "/sandbox/" + what, {{"content-type", "application/json"}}, full.dump());
    return Json::parse(response.body);
  }

  Json state(const std::string& user = "U0DANA") {
    return Json::parse(send("GET", "/sandbox/state?user=" + user).body);
  }

  /// The newest message that `user` sees in #support.
  Json newest_message(const std::string& user = "U0DANA") {
    return state(user).at("messages").at("C0SUPPORT").back();
  }

  /// A connected app that acknowledges nothing by itself.
  std::shared_ptr<RecordedLink> connect() {
    auto link = std::make_shared<RecordedLink>();
    sandbox.slack().hub.attach(link);
    return link;
  }

  void acknowledge(const RecordedLink& link, const Json& payload = nullptr) {
    sandbox.slack().hub.receive(&link, ack(link.envelope_id(), payload));
  }

  /// Takes what the page of `user` was told since it was called last.
  std::vector<Json> events(EventClient& client) {
    std::vector<Json> told;
    for (const std::string& text : client.queue) told.push_back(Json::parse(text.substr(6)));
    client.queue.clear();
    return told;
  }

  ManualScheduler clock;
  Sandbox sandbox;
};

}  // namespace latchkey::sandbox
