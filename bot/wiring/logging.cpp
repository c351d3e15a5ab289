#include "bot/wiring/logging.hpp"

#include "bot/sessions/job_trace.hpp"

#include <spdlog/formatter.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include "core/base/time.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace latchkey {
namespace {

/// One JSON object per line, which log collectors take apart without a pattern.
class JsonFormatter final : public spdlog::formatter {
 public:
  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
    const auto level = spdlog::level::to_string_view(message.level);
    nlohmann::ordered_json line = {
        {"at", format_rfc3339(std::chrono::floor<std::chrono::microseconds>(message.time))},
        {"level", std::string(level.data(), level.size())},
        {"message", std::string(message.payload.data(), message.payload.size())}};
    if (const JobTrace* trace = current_trace()) {
      line["id"] = trace->id;
      if (!trace->diagnosis.empty()) line["diagnosis"] = trace->diagnosis;
    }
    const std::string text =
        line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    out.append(text.data(), text.data() + text.size());
  }
  [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override {
    return std::make_unique<JsonFormatter>();
  }
};

}  // namespace

void set_up_logging(const LogConfig& config) {
  auto logger = spdlog::stderr_color_mt("latchkey");
  logger->set_level(spdlog::level::from_str(config.level));
  const bool json = config.format == LogFormat::json ||
                    (config.format == LogFormat::automatic && isatty(STDERR_FILENO) == 0);
  if (json) {
    logger->set_formatter(std::make_unique<JsonFormatter>());
  } else {
    logger->set_pattern("%H:%M:%S %^%-5l%$ %v");
  }
  logger->flush_on(spdlog::level::trace);
  spdlog::set_default_logger(std::move(logger));
}

void set_up_quiet_logging(LogConfig config) {
  if (config.level != "error") config.level = "warn";
  set_up_logging(config);
}

void change_log_level(const LogConfig& config) {
  spdlog::set_level(spdlog::level::from_str(config.level));
}

}  // namespace latchkey
