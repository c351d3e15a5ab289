#include "bot/wiring/status_listener.hpp"

#include "bot/config/listen_address.hpp"
#include "bot/wiring/start_error.hpp"

#include <spdlog/spdlog.h>
#include <boost/system/system_error.hpp>

#include <sstream>
#include <string>
#include <utility>

namespace latchkey {
namespace {

std::string to_text(const boost::asio::ip::tcp::endpoint& endpoint) {
  std::ostringstream text;
  text << endpoint;
  return text.str();
}

}  // namespace

std::unique_ptr<status::HttpListener> open_status_listener(
    const boost::asio::any_io_executor& executor, const HttpConfig& config,
    status::HttpListener::Answerer answerer) {
  const std::string wanted = config.listen.value_or(k_default_listen);
  if (wanted.empty()) return nullptr;
  const auto endpoint = parse_listen_address(wanted);
  try {
    auto listener =
        std::make_unique<status::HttpListener>(executor, endpoint.value(), std::move(answerer));
    spdlog::info(
        "Health and readiness: http://{}/healthz and /readyz; /metrics for Prometheus, / for you",
        to_text(listener->endpoint()));
    return listener;
  } catch (const boost::system::system_error& error) {
    const std::string why = "http.listen: " + wanted + ": " + error.code().message();
    if (config.listen) throw StartError(2, why);
    spdlog::warn("{}. Nothing answers /healthz, /readyz and /metrics; say in [http] where it shall",
                 why);
    return nullptr;
  }
}

}  // namespace latchkey
