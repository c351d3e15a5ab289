#include "tests/scenarios/sandbox.hpp"

#include "adapters/http/basic_authorization.hpp"
#include "tests/doubles/await.hpp"

#include <fmt/chrono.h>

#include <algorithm>

#include <thread>
#include <utility>

namespace latchkey::scenarios {
namespace {

const std::string k_mailgun_key = http::basic_authorization("api", "sandbox-key");

void collect_words(const Json& part, std::string& words) {
  if (part.is_array()) {
    for (const Json& element : part) collect_words(element, words);
  } else if (part.is_object()) {
    if (part.contains("text")) {
      const Json& text = part["text"];
      words += (text.is_string() ? text.get<std::string>() : text.value("text", "")) + "\n";
    }
    for (const char* nested : {"elements", "fields"}) {
      if (part.contains(nested)) collect_words(part[nested], words);
    }
  }
}

SeenMessage seen(const std::string& channel, const Json& message) {
  SeenMessage result{.channel = channel,
                     .ts = message.value("ts", ""),
                     .thread = message.value("thread_ts", ""),
                     .author = message.value("user", ""),
                     .only_for_me = message.value("is_ephemeral", false),
                     .words = {},
                     .blocks = message.value("blocks", Json::array())};
  if (result.thread == result.ts) result.thread.clear();
  collect_words(result.blocks, result.words);
  if (result.words.empty()) result.words = message.value("text", "");
  return result;
}

/// The block and the element of the button of that label, or null.
std::pair<Json, Json> find_button(const SeenMessage& message, const std::string& label) {
  for (const Json& block : message.blocks) {
    for (const Json& element : block.value("elements", Json::array())) {
      if (element.value("type", "") == "button" && element["text"].value("text", "") == label) {
        return {block, element};
      }
    }
  }
  return {};
}

}  // namespace

bool SeenMessage::has_button(const std::string& label) const {
  return !find_button(*this, label).second.is_null();
}

bool SeenMessage::says(const std::string& part) const {
  return words.find(part) != std::string::npos;
}

Sandbox::Sandbox(std::string url, Patience patience)
    : url_(std::move(url)),
      patience_(patience),
      http_(http::create_client(context_.get_executor(), {})) {}

Json Sandbox::send(http::Request request) {
  const std::string url = request.url;
  const auto response = doubles::await(http_->send("the sandbox", std::move(request)), context_);
  if (!response) throw std::runtime_error(url + ": " + response.error().what);
  if (response->status != 200) {
    throw std::runtime_error(url + ": " + std::to_string(response->status) + " " + response->body);
  }
  return Json::parse(response->body);
}

Json Sandbox::get(const std::string& path) {
  return send({.url = url_ + path});
}

Json Sandbox::post(const std::string& path, const Json& body) {
  return send({.method = http::Method::post,
               .url = url_ + path,
               .headers = {{"Content-Type", "application/json"}},
               .body = body.dump()});
}

void Sandbox::suppress(const std::string& domain, const std::string& address,
                       const std::string& error, std::chrono::minutes age) {
  const auto at = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now() - age);
  send({.method = http::Method::post,
        .url = url_ + "/mailgun/v3/" + domain + "/bounces",
        .headers = {{"Authorization", k_mailgun_key},
                    {"Content-Type", "application/x-www-form-urlencoded"}},
        .body = http::form_encode(
            {{"address", address},
             {"code", "550"},
             {"error", error},
             {"created_at", fmt::format("{:%a, %d %b %Y %T} +0000", fmt::gmtime(at))}})});
}

void Sandbox::complain(const std::string& domain, const std::string& address) {
  send({.method = http::Method::post,
        .url = url_ + "/mailgun/v3/" + domain + "/complaints",
        .headers = {{"Authorization", k_mailgun_key},
                    {"Content-Type", "application/x-www-form-urlencoded"}},
        .body = http::form_encode({{"address", address}})});
}

bool Sandbox::is_suppressed(const std::string& domain, const std::string& address) {
  return !suppression(domain, "bounces", address).is_null();
}

Json Sandbox::suppression(const std::string& domain, const std::string& list,
                          const std::string& address) {
  const Json page = send({.url = url_ + "/mailgun/v3/" + domain + "/" + list,
                          .headers = {{"Authorization", k_mailgun_key}}});
  for (const Json& row : page.at("items")) {
    if (row.at("address") == address) return row;
  }
  return nullptr;
}

Json Sandbox::call(const std::string& method, const http::Headers& arguments) {
  return send({.method = http::Method::post,
               .url = url_ + "/api/" + method,
               .headers = {{"Authorization", "Bearer xoxb-sandbox"},
                           {"Content-Type", "application/x-www-form-urlencoded"}},
               .body = http::form_encode(arguments)});
}

Typed Sandbox::type(const std::string& user, const std::string& channel, const std::string& text) {
  const Json body{{"user", user}, {"channel", channel}, {"text", text}};
  const Json answer = post("/sandbox/message", body);
  return {answer.value("ts", ""), answer.at("delivery").get<std::size_t>()};
}

Json Sandbox::try_to_press(const std::string& user, const SeenMessage& message,
                           const std::string& label) {
  const auto [block, button] = find_button(message, label);
  if (button.is_null()) throw NoSuchButton("no button \"" + label + "\" in: " + message.words);
  return post("/sandbox/action", {{"user", user},
                                  {"channel", message.channel},
                                  {"message_ts", message.ts},
                                  {"block_id", block["block_id"]},
                                  {"action_id", button["action_id"]},
                                  {"value", button.value("value", "")}});
}

std::size_t Sandbox::press(const std::string& user, const SeenMessage& message,
                           const std::string& label) {
  Json answer = try_to_press(user, message, label);
  // A message that was edited since shows the same button by another id; a person presses that.
  if (answer.value("error", "") == "action_not_found") {
    for (const SeenMessage& now : messages(user)) {
      if (now.channel == message.channel && now.ts == message.ts) {
        answer = try_to_press(user, now, label);
      }
    }
  }
  // Gone between a look and the press.
  if (!answer.value("ok", false)) throw NoSuchButton(label + ": " + answer.dump());
  return answer.at("delivery").get<std::size_t>();
}

std::vector<SeenMessage> Sandbox::messages(const std::string& user) {
  std::vector<SeenMessage> all;
  const Json state = get("/sandbox/state?user=" + user);
  for (const auto& [channel, messages] : state["messages"].items()) {
    for (const Json& message : messages) all.push_back(seen(channel, message));
  }
  return all;
}

SeenMessage Sandbox::wait_for(const std::string& user, const std::string& what,
                              const std::function<bool(const SeenMessage&)>& fits) {
  const auto until = std::chrono::steady_clock::now() + patience_.at_most;
  for (;;) {
    const auto all = messages(user);
    for (const SeenMessage& message : all) {
      if (fits(message)) return message;
    }
    if (std::chrono::steady_clock::now() > until) {
      throw std::runtime_error("not seen: " + what + "\nin the chat:\n" + quoted(all));
    }
    std::this_thread::sleep_for(patience_.between_looks);
  }
}

void Sandbox::wait_for_bot(bool connected) {
  const auto until = std::chrono::steady_clock::now() + patience_.at_most;
  while ((get("/sandbox/state")["bot"].value("connections", 0) > 0) != connected) {
    if (std::chrono::steady_clock::now() > until) {
      throw std::runtime_error(connected ? "the bot stays away" : "the bot does not go away");
    }
    std::this_thread::sleep_for(patience_.between_looks);
  }
}

std::string quoted(const std::vector<SeenMessage>& chat) {
  std::string text;
  for (const SeenMessage& message : chat) text += "--- " + message.words + "\n";
  return text;
}

}  // namespace latchkey::scenarios
