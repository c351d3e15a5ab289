#pragma once

#include "adapters/http/guarded_client.hpp"
#include "adapters/slack/slack.hpp"
#include "bot/status/http_answer.hpp"
#include "bot/status/store_probe.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <vector>

namespace latchkey::status {

/// What each path says: `/healthz` that the event loop turns, `/readyz` whether commands are taken
/// on (200, or 503) and what hinders them.
class Pages {
 public:
  using Systems = std::function<std::vector<http::BreakerState>()>;

  /// `store` outlives it. `systems`: those that diagnoses ask.
  Pages(std::function<slack::ConnectionState()> slack, StoreProbe& store, Systems systems);

  /// 404 for other paths, 405 for other methods than GET.
  boost::asio::awaitable<HttpAnswer> answer(HttpQuestion question);

 private:
  using Answering = boost::asio::awaitable<HttpAnswer>;
  struct Page;

  Answering health();
  Answering readiness();

  std::function<slack::ConnectionState()> slack_;
  StoreProbe& store_;
  Systems systems_;
};

}  // namespace latchkey::status
