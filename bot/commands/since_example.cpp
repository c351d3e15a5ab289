#include "bot/commands/since_example.hpp"

#include "core/diagnosis/mail_retention.hpp"

namespace latchkey::commands {

std::string since_example(std::chrono::seconds mail_log_retention) {
  const auto days = std::chrono::floor<std::chrono::days>(usual_window(mail_log_retention));
  return "since:" + std::to_string(days.count()) + "d";
}

}  // namespace latchkey::commands
