#pragma once

#include "adapters/http/http_client.hpp"

#include <boost/asio/io_context.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <stdexcept>
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
  std::string author;
  bool only_for_me = false;
  /// All text of its blocks (or, without blocks, its text), one line per block.
  std::string words;
  Json blocks;

  [[nodiscard]] bool has_button(const std::string& label) const;
  [[nodiscard]] bool says(const std::string& part) const;
};

/// What a person typed.
struct Typed {
  /// Empty for a command, which leaves no message.
  std::string ts;
  /// Its number in the sandbox's log of deliveries.
  std::size_t delivery = 0;
};

/// The message has no such button (any more).
class NoSuchButton : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// How long one goes on looking for something, and how long between two looks.
struct Patience {
  std::chrono::milliseconds at_most{30'000};
  std::chrono::milliseconds between_looks{20};
};

/// What people do on the sandbox's page. For one thread. Whatever fails, throws std::runtime_error.
class Sandbox {
 public:
  explicit Sandbox(std::string url, Patience patience = {});

  Typed type(const std::string& user, const std::string& channel, const std::string& text);
  /// Presses the button of that label. Gives the number in the log of deliveries.
  std::size_t press(const std::string& user, const SeenMessage& message, const std::string& label);
  /// Any POST of the page's API.
  Json post(const std::string& path, const Json& body);
  Json get(const std::string& path);
  /// Puts the address onto the domain's bounce list: with code 550 and the server's words, so long
  /// ago.
  void suppress(const std::string& domain, const std::string& address, const std::string& error,
                std::chrono::minutes age);
  /// Puts the address onto the domain's list of complaints.
  void complain(const std::string& domain, const std::string& address);
  [[nodiscard]] bool is_suppressed(const std::string& domain, const std::string& address);
  /// The row of this list ("bounces", "complaints") as Mailgun shows it; null where there is none.
  [[nodiscard]] Json suppression(const std::string& domain, const std::string& list,
                                 const std::string& address);
  /// A call of Slack's Web API with the bot's token and these arguments as a form.
  Json call(const std::string& method, const http::Headers& arguments);

  /// Everything that this person sees, oldest first within each channel.
  std::vector<SeenMessage> messages(const std::string& user);

  /// Reads the chat until a message fits; then fails the test, quoting the chat.
  SeenMessage wait_for(const std::string& user, const std::string& what,
                       const std::function<bool(const SeenMessage&)>& fits);
  /// Until the bot has a connection, or has none.
  void wait_for_bot(bool connected);

  [[nodiscard]] const Patience& patience() const { return patience_; }

 private:
  Json send(http::Request request);
  /// What the sandbox answers to a press of that message as it was seen.
  Json try_to_press(const std::string& user, const SeenMessage& message, const std::string& label);

  std::string url_;
  Patience patience_;
  boost::asio::io_context context_;
  std::unique_ptr<http::Client> http_;
};

/// All that somebody sees, for a failed test.
std::string quoted(const std::vector<SeenMessage>& chat);

}  // namespace latchkey::scenarios
