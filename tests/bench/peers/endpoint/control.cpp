#include "tests/bench/peers/endpoint/control.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>
#include <utility>

namespace latchkey::bench {
namespace {

namespace asio = boost::asio;
using nlohmann::json;
using std::chrono::milliseconds;

HttpAnswer json_answer(const json& body) {
  return {.body = body.dump()};
}

HttpAnswer refusal(const std::string& why) {
  return {.status = 400, .body = json{{"error", why}}.dump()};
}

milliseconds duration(const json& order, const char* name, milliseconds otherwise) {
  return milliseconds{order.value(name, otherwise.count())};
}

LoadOrder read_order(const json& text) {
  using Settles = LoadOrder::Settles;
  LoadOrder order;
  order.kind =
      text.value("kind", "command") == "talk" ? LoadOrder::Kind::talk : LoadOrder::Kind::command;
  order.count = text.at("count");
  order.window = text.value("window", order.window);
  order.per_second = text.value("per_second", order.per_second);
  const auto settles = text.value("settles", "ack");
  if (settles == "message") order.settles = Settles::message;
  if (settles == "diagnosis") order.settles = Settles::diagnosis;
  order.redeliver = text.value("redeliver", order.redeliver);
  order.linger = duration(text, "linger_ms", order.linger);
  order.patience = duration(text, "patience_ms", order.patience);
  return order;
}

}  // namespace

asio::awaitable<HttpAnswer> Control::obey(std::string_view what, std::string_view body) {
  auto order = json::parse(body.empty() ? std::string_view{"{}"} : body);
  if (what == "load") co_return co_await run_load(std::move(order));
  if (what == "next_hello") co_return co_await await_hello(std::move(order));
  if (what == "hellos") co_return json_answer({{"hellos", sockets_.hellos()}});
  if (what == "finish_load") {
    load_.finish();
  } else if (what == "refresh") {
    const bool told = sockets_.refresh(duration(order, "close_after_ms", milliseconds{10'000}));
    co_return json_answer({{"told", told}});
  } else if (what == "haunt") {
    sockets_.haunt_for(duration(order, "lifetime_ms", milliseconds{0}));
  } else if (what == "upstreams") {
    upstreams_.be_slow(duration(order, "delay_ms", milliseconds{0}));
  } else if (what == "questions") {
    co_return json_answer(
        {{"asked", upstreams_.questions()}, {"longest_chain", upstreams_.longest_chain()}});
  } else {
    co_return refusal("no such order: " + std::string{what});
  }
  co_return json_answer(json::object());
}

asio::awaitable<HttpAnswer> Control::run_load(json order) {
  if (load_.is_running()) co_return refusal("a load is running");
  const auto result = co_await load_.run(read_order(order));
  co_return json_answer(result);
}

asio::awaitable<HttpAnswer> Control::await_hello(json order) {
  const std::size_t count = order.at("more_than");
  co_await sockets_.more_hellos_than(count);
  // As text: JavaScript's numbers are too short for nanoseconds since the machine's start.
  co_return json_answer({{"at_ns", std::to_string(sockets_.last_hello())}});
}

}  // namespace latchkey::bench
