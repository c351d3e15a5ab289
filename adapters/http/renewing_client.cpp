#include "adapters/http/renewing_client.hpp"

#include "adapters/http/as_tuple.hpp"
#include "adapters/http/deadline.hpp"
#include "core/base/letter_case.hpp"
#include "core/base/wipe.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include <utility>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;

/// Outlives the client where requests are still under way at the program's end.
struct Renewal {
  RenewableCredential credential;
  /// Counts the credentials, so that a request knows whether its own is the newest.
  unsigned number = 0;
  /// While it is read again: whoever waits for that waits for this timer.
  std::shared_ptr<asio::steady_timer> under_way = {};
};
using SharedRenewal = std::shared_ptr<Renewal>;

/// Does the request carry it?
bool put_credential(const RenewableCredential& credential, Request& request) {
  bool carries = false;
  for (auto& [name, value] : request.headers) {
    if (!same_but_for_case(name, credential.header)) continue;
    wipe(value);
    value = credential.value(credential.secret);
    carries = true;
  }
  return carries;
}

/// Waits until somebody has read it again, for half of what is left: whoever waits for the rest is
/// told that the credential was refused, rather than that all of it took too long.
asio::awaitable<void> read_again(SharedRenewal renewal, Deadline deadline) {
  if (const auto others = renewal->under_way) {
    co_await others->async_wait(k_as_tuple);
    co_return;
  }
  const auto executor = co_await asio::this_coro::executor;
  const auto within = deadline.left() / 2;
  renewal->under_way = std::make_shared<asio::steady_timer>(executor, within);
  // Also where whoever reads it is broken off.
  const std::shared_ptr<void> ended{nullptr, [renewal](void*) {
                                      renewal->under_way->cancel();
                                      renewal->under_way.reset();
                                    }};
  auto newest = co_await renewal->credential.read_again(within);
  if (!newest || newest->reveal() == renewal->credential.secret.reveal()) co_return;
  renewal->credential.secret = *std::move(newest);
  ++renewal->number;
}

class SharedRenewingClient final : public RenewingClient {
 public:
  SharedRenewingClient(Client& next, RenewableCredential credential)
      : next_(next), renewal_(std::make_shared<Renewal>(Renewal{std::move(credential)})) {}

  asio::awaitable<Expected<Response>> send(std::string system, Request request) override {
    const Deadline deadline{request.deadline};
    const auto renewal = renewal_;
    const auto used = renewal->number;
    if (!put_credential(renewal->credential, request)) {
      co_return co_await next_.send(std::move(system), std::move(request));
    }
    auto answer = co_await next_.send(system, request);
    if (!answer || !renewal->credential.refused(*answer)) co_return answer;
    if (renewal->number == used) co_await read_again(renewal, deadline);
    if (renewal->number == used) co_return answer;
    put_credential(renewal->credential, request);
    request.deadline = deadline.left();
    co_return co_await next_.send(std::move(system), std::move(request));
  }

  asio::awaitable<void> renew(std::chrono::milliseconds within) override {
    co_await read_again(renewal_, Deadline{within});
  }

 private:
  Client& next_;
  SharedRenewal renewal_;
};

}  // namespace

bool is_unauthorized(const Response& answer) {
  constexpr int k_unauthorized = 401;
  return answer.status == k_unauthorized;
}

std::unique_ptr<RenewingClient> create_renewing_client(Client& next,
                                                       RenewableCredential credential) {
  return std::make_unique<SharedRenewingClient>(next, std::move(credential));
}

}  // namespace latchkey::http
