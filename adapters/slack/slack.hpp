#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "adapters/http/http_client.hpp"
#include "core/base/clock.hpp"
#include "core/base/secret.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace latchkey::slack {

struct Options {
  /// "https://slack.com/api/", with the slash at its end.
  std::string api_url;
  Secret app_token;
  Secret bot_token;
  /// In each channel; 1 is what Slack allows. Above it, the other limits grow likewise.
  int posts_per_second = 1;
  http::Options network;
  /// Socket Mode connections kept open at once, 1 to 9.
  int connections = 2;
  /// Waits until a post into the channel is not one too many of all that share the app. Empty: we
  /// are the only one.
  std::function<boost::asio::awaitable<void>(std::string channel)> shared_turn = {};
  /// Told whenever Slack refuses the bot token to a call of the Web API, with Slack's own word.
  /// Behind a client that renews the token, only where the newest one is refused.
  std::function<void(const Error&)> on_refused_token = {};
};

/// A chat whose calls wait for their turn, since Slack limits how many it takes.
class QueuedChat : public chat::ChatPlatform {
 public:
  /// How many calls wait at present.
  [[nodiscard]] virtual std::size_t waiting() const = 0;
};

/// The Web API as chat verbs. `http` outlives it.
std::unique_ptr<QueuedChat> create_web_api(Options options, http::Client& http, const Clock& clock);

/// How many envelopes of one type came, and were acknowledged.
struct EnvelopeCount {
  long long received = 0;
  long long acknowledged = 0;
};

/// How the Socket Mode connections are.
struct ConnectionState {
  int wanted = 0;
  /// Those that had Slack's hello and serve.
  int connected = 0;
  /// As of the newest hello; 0 where Slack did not say. More than ours: others hold this app token,
  /// or Slack goes on delivering to broken ones.
  int counted_by_slack = 0;
  std::optional<TimePoint> last_envelope = {};
  /// By Slack's word for the type ("slash_commands"; "other"). Since the start, as all below.
  std::map<std::string, EnvelopeCount> envelopes = {};
  /// Connections that another one took over from, as Slack or their age wanted it.
  long long replaced = 0;
  /// Connections that ended all the same while they served.
  long long broken = 0;
  /// Attempts to connect that came to nothing.
  long long not_opened = 0;
};

/// Those that share the app with us, as far as it is known.
struct Siblings {
  long long processes = 0;
  /// That they keep open together, while none of them replaces one.
  long long connections = 0;
};

/// Socket Mode connections kept open for ever: each is replaced before it ends, and opened again
/// with back-off where it ended all the same. All of it on the executor's one thread.
class SocketMode {
 public:
  virtual ~SocketMode() = default;
  /// Runs until `stop()`, or until Slack refuses a token for good: then with that error (`refused`,
  /// naming the token and Slack's own word).
  virtual boost::asio::awaitable<Expected<void>> run() = 0;
  /// Closes the connections properly (a ghost connection would swallow commands for hours) and
  /// makes `run()` return, within seconds.
  virtual void stop() = 0;
  /// Slack refused the bot token elsewhere: `run()` ends as it does where a token is refused here.
  virtual void on_refused_bot_token(const Error& why) = 0;
  [[nodiscard]] virtual ConnectionState state() const = 0;
  /// Told every few seconds where there is a `shared_turn`: beyond what they hold Slack's limit
  /// leaves room for ours, and what Slack counts beyond both is nobody's that we know.
  virtual void others_hold(Siblings others) = 0;
};

/// `on_first_hello` is called once, when the first connection serves. `handler`, `http` and `clock`
/// outlive it.
std::unique_ptr<SocketMode> create_socket_mode(boost::asio::any_io_executor executor,
                                               Options options, http::Client& http,
                                               const Clock& clock, chat::RequestHandler& handler,
                                               std::function<void()> on_first_hello = {});

}  // namespace latchkey::slack
