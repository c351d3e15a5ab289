#include "bot/wiring/reload.hpp"

#include "bot/config/load_config.hpp"
#include "bot/config/take_over.hpp"
#include "bot/wiring/logging.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <optional>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

std::string listed(const std::vector<std::string>& keys) {
  std::string text;
  for (const std::string& key : keys) text += (text.empty() ? "" : ", ") + key;
  return text;
}

/// Nothing where it cannot be used.
std::optional<Config> read_for_run(const std::string& file) {
  ConfigResult result = load_config(file);
  if (result.config) result.errors = missing_for_run(*result.config, file);
  for (const std::string& warning : result.warnings) spdlog::warn("{}", warning);
  if (result.errors.empty()) return std::move(result.config);
  for (const std::string& error : result.errors) spdlog::error("{}", error);
  spdlog::error("{} is not used: everything stays as it was", file);
  return std::nullopt;
}

void tell(const std::string& file, const TakenOver& taken) {
  spdlog::info("Read {} again: {}", file,
               taken.changed.empty() ? "nothing has changed that may change while this runs"
                                     : listed(taken.changed) + " changed");
  if (taken.at_next_start.empty()) return;
  spdlog::warn("Differs in {}, and holds after a restart only: {}", file,
               listed(taken.at_next_start));
}

}  // namespace

boost::asio::awaitable<void> reload(std::string file, Config& config, ChatService& service,
                                    Renew renew) {
  try {
    auto read = read_for_run(file);
    if (!read) co_return;
    const auto taken = take_over(config, *std::move(read));
    service.take_over_config();
    tell(file, taken);
    change_log_level(config.log);
    co_await renew();
  } catch (const std::exception& failure) {
    spdlog::error("Not everything was read again: {}", failure.what());
  }
}

boost::asio::awaitable<void> renew_secrets(std::chrono::seconds interval, Renew renew) {
  boost::asio::steady_timer next{co_await boost::asio::this_coro::executor};
  for (;;) {
    next.expires_after(interval);
    co_await next.async_wait(boost::asio::use_awaitable);
    try {
      co_await renew();
    } catch (const std::exception& failure) {
      spdlog::error("Not every secret was resolved again: {}", failure.what());
    }
  }
}

}  // namespace latchkey
