#include "tests/scenarios/sandbox.hpp"

#include "tests/doubles/await.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <thread>

namespace latchkey::scenarios {
namespace {

using namespace std::chrono_literals;

/// How long a chat may stay silent before a test gives up: many times what a busy machine needs.
constexpr auto k_patience = 30s;
/// Between two looks at the chat; what is waited for is a condition, not the time.
constexpr auto k_between_looks = 20ms;

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

Sandbox::Sandbox()
    : process_({LATCHKEY_SANDBOX, "--listen", "127.0.0.1:0", "--scenario",
                LATCHKEY_TESTS_DIR "/workspace.json", "--mail-delay", "0s"}),
      http_(http::create_client(context_.get_executor(), {})) {
  const std::string line = process_.wait_for_line("latchkey-sandbox listening on ");
  url_ = line.substr(line.find("http://"));
  url_.pop_back();
}

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

void Sandbox::type(const std::string& user, const std::string& channel, const std::string& text,
                   const std::string& thread) {
  Json body{{"user", user}, {"channel", channel}, {"text", text}};
  if (!thread.empty()) body["thread_ts"] = thread;
  post("/sandbox/message", body);
}

void Sandbox::press(const std::string& user, const SeenMessage& message, const std::string& label) {
  const auto [block, button] = find_button(message, label);
  if (button.is_null()) {
    throw std::runtime_error("no button \"" + label + "\" in: " + message.words);
  }
  post("/sandbox/action", {{"user", user},
                           {"channel", message.channel},
                           {"message_ts", message.ts},
                           {"block_id", block["block_id"]},
                           {"action_id", button["action_id"]},
                           {"value", button.value("value", "")}});
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
  const auto until = std::chrono::steady_clock::now() + k_patience;
  for (;;) {
    const auto all = messages(user);
    for (const SeenMessage& message : all) {
      if (fits(message)) return message;
    }
    if (std::chrono::steady_clock::now() > until) {
      std::string chat;
      for (const SeenMessage& message : all) chat += "--- " + message.words + "\n";
      throw std::runtime_error("not seen: " + what + "\nin the chat:\n" + chat);
    }
    std::this_thread::sleep_for(k_between_looks);
  }
}

SeenMessage Sandbox::wait_for_words(const std::string& user, const std::string& words) {
  return wait_for(user, words, [&](const SeenMessage& message) {
    return message.words.find(words) != std::string::npos;
  });
}

void Sandbox::wait_for_bot() {
  const auto until = std::chrono::steady_clock::now() + k_patience;
  while (get("/sandbox/state")["bot"].value("connections", 0) == 0) {
    if (std::chrono::steady_clock::now() > until) throw std::runtime_error("the bot stays away");
    std::this_thread::sleep_for(k_between_looks);
  }
}

}  // namespace latchkey::scenarios
