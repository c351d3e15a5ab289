#include "adapters/slack/log_lines.hpp"

#include "adapters/slack/shorten.hpp"

namespace latchkey::slack::log_lines {
namespace {

constexpr const char* k_whose_they_are =
    ": another Latchkey runs with the same app token, or a broken connection has not timed out at "
    "Slack yet. What Slack delivers there does not reach us.";

/// "in 1.5 s", "now".
std::string in(std::chrono::milliseconds wait) {
  if (wait.count() == 0) return "now";
  const auto tenths = (wait.count() + 99) / 100;
  return "in " + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
}

/// "1 message", "2 messages".
std::string counted(int count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

/// Our own sentence and, where there is one, the start of the other side's.
std::string words_of(const Error& error) {
  if (error.vendor_text.empty()) return error.what;
  return error.what + ": \"" + shorten(error.vendor_text, 100) + "\"";
}

}  // namespace

std::string connected(const Hello& hello, const ConnectionState& state) {
  return "Connected to Slack: " + std::to_string(state.connected) + " of " +
         std::to_string(state.wanted) + " connections serve" +
         (hello.connections > 0
              ? " (Slack counts " + std::to_string(hello.connections) + " of at most 10)"
              : std::string{}) +
         ".";
}

std::string more_connections(long long counted, long long ours) {
  return "Slack counts " + std::to_string(counted) + " connections for this app and we hold " +
         std::to_string(ours) + k_whose_they_are;
}

std::string more_than_all_hold(long long counted, long long at_most) {
  return "Slack counts " + std::to_string(counted) +
         " connections for this app and all that share the store hold at most " +
         std::to_string(at_most) + k_whose_they_are;
}

std::string replaced(const Disconnect& disconnect) {
  return "Slack is about to end this connection (" +
         (disconnect.word.empty() ? "no reason given" : shorten(disconnect.word, 40)) +
         "); another one takes over.";
}

std::string too_many_connections(std::chrono::milliseconds wait) {
  return "Slack ends this connection because the app holds more than 10; connecting again " +
         in(wait) + ". Look for other programs that use the same app token.";
}

std::string switched_off(std::chrono::milliseconds wait) {
  return "Socket Mode is switched off in the Slack app's settings; trying again " + in(wait) + ".";
}

std::string connection_ended(const Error& error, std::chrono::milliseconds wait) {
  return "A connection to Slack ended; opening another " + in(wait) + ". " + words_of(error);
}

std::string not_opened(const Error& error, std::chrono::milliseconds wait) {
  return "No connection to Slack came about; trying again " + in(wait) + ". " + words_of(error);
}

std::string malformed(int count, const std::string& why) {
  return "Slack sent " + counted(count, "message") +
         " that could not be read; the last one: " + why + ".";
}

std::string unknown_type(int count, const std::string& what) {
  return "Slack delivered " + counted(count, "envelope") +
         " that this Latchkey does not know; the last one: " + what + ".";
}

std::string ignored(const std::string& why) {
  return "Slack delivered " + why + ": not served.";
}

std::string not_accepted(const Error& error) {
  return "A request could not be taken on, so Slack tells the person that it failed. " + error.what;
}

std::string left_to_slack(int count, std::size_t in_flight) {
  return counted(count, "request") + " left to Slack, because " + std::to_string(in_flight) +
         " others are still being taken on.";
}

std::string ack_not_sent(int count, const Error& error) {
  return counted(count, "request") + " taken on without Slack being told, so it may come again. " +
         error.what;
}

std::string mistake_of_ours(const std::exception_ptr& bug) {
  try {
    std::rethrow_exception(bug);
  } catch (const std::exception& exception) {
    return std::string{"A mistake in Latchkey itself kept a request from being taken on: "} +
           exception.what();
  }
}

}  // namespace latchkey::slack::log_lines
