#pragma once

#include "tests/bench/peers/endpoint/bot_sockets.hpp"
#include "tests/bench/peers/endpoint/http_messages.hpp"
#include "tests/bench/peers/endpoint/load.hpp"
#include "tests/bench/peers/endpoint/upstreams.hpp"

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace latchkey::bench {

/// The driver's side of the endpoint, JSON in and out:
///
///     load         runs one load (LoadOrder's fields) and answers with its report
///     finish_load  ends a load that is running
///     refresh      {"close_after_ms"}: one connection is to be replaced
///     haunt        {"lifetime_ms"}: how long a killed client's connection swallows envelopes
///     upstreams    {"delay_ms"}; forgets the questions so far
///     questions    what the upstreams were asked since: {"asked", "longest_chain"}
///     hellos       how many connections were greeted: {"hellos"}
///     next_hello   {"more_than"}: waits for one more hello than that: {"at_ns"}
class Control {
 public:
  Control(BotSockets& sockets, Load& load, Upstreams& upstreams)
      : sockets_(sockets), load_(load), upstreams_(upstreams) {}

  /// Throws nlohmann::json::exception for an order that is not understood.
  boost::asio::awaitable<HttpAnswer> obey(std::string_view what, std::string_view body);

 private:
  boost::asio::awaitable<HttpAnswer> run_load(nlohmann::json order);
  boost::asio::awaitable<HttpAnswer> await_hello(nlohmann::json order);

  BotSockets& sockets_;
  Load& load_;
  Upstreams& upstreams_;
};

}  // namespace latchkey::bench
