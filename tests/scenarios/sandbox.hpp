#pragma once

#include "adapters/http/http_client.hpp"
#include "tests/harness/child_process.hpp"

#include <boost/asio/io_context.hpp>
#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace latchkey::scenarios {

using Json = nlohmann::json;

/// A message of the chat as a person reads it.
struct SeenMessage {
  std::string channel;
  std::string ts;
  /// Empty, or the root message's `ts`.
  std::string thread;
  bool only_for_me = false;
  /// All text of its blocks (or, without blocks, its text), one line per block.
  std::string words;
  Json blocks;

  [[nodiscard]] bool has_button(const std::string& label) const;
};

/// latchkey-sandbox as a process of its own, and what a person does on its page.
class Sandbox {
 public:
  Sandbox();

  /// "http://127.0.0.1:PORT", no slash at its end.
  [[nodiscard]] const std::string& url() const { return url_; }

  void type(const std::string& user, const std::string& channel, const std::string& text,
            const std::string& thread = "");
  /// Presses the button of that label; the test fails where the message has none.
  void press(const std::string& user, const SeenMessage& message, const std::string& label);
  /// Any POST of the page's API.
  Json post(const std::string& path, const Json& body);
  Json get(const std::string& path);

  /// Everything that this person sees, oldest first.
  std::vector<SeenMessage> messages(const std::string& user);

  /// Reads the chat until a message fits, for at most 30 s; then fails the test, quoting the chat.
  SeenMessage wait_for(const std::string& user, const std::string& what,
                       const std::function<bool(const SeenMessage&)>& fits);
  /// The same for a text that the message holds.
  SeenMessage wait_for_words(const std::string& user, const std::string& words);
  /// Until the bot's connection is up.
  void wait_for_bot();

 private:
  Json send(http::Request request);

  harness::ChildProcess process_;
  std::string url_;
  boost::asio::io_context context_;
  std::unique_ptr<http::Client> http_;
};

}  // namespace latchkey::scenarios
