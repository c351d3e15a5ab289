#include "adapters/mailgun/event_type.hpp"

#include "adapters/mailgun/json_member.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <string_view>
#include <utility>

namespace latchkey::mailgun {
namespace {

MailEventType failure_type(const nlohmann::json& item) {
  const auto severity = text_of(item, "severity");
  if (severity == "temporary") return MailEventType::failed_temporarily;
  if (severity == "permanent") return MailEventType::failed_permanently;
  const auto& status = member_of(item, "delivery-status");
  if (member_of(status, "retry-seconds").is_number()) return MailEventType::failed_temporarily;
  const auto number = code_of(status, "code").value_or(0);
  const auto reason = text_of(item, "reason");
  if (number >= 500 && number < 700) return MailEventType::failed_permanently;
  if (reason.rfind("suppress-", 0) == 0 || reason == "old") {
    return MailEventType::failed_permanently;
  }
  return MailEventType::other;
}

}  // namespace

MailEventType event_type(const nlohmann::json& item) {
  constexpr std::array<std::pair<std::string_view, MailEventType>, 9> k_words = {{
      {"accepted", MailEventType::accepted},
      {"delivered", MailEventType::delivered},
      {"rejected", MailEventType::rejected},
      {"opened", MailEventType::opened},
      {"unique_opened", MailEventType::opened},
      {"clicked", MailEventType::clicked},
      {"unique_clicked", MailEventType::clicked},
      {"complained", MailEventType::complained},
      {"unsubscribed", MailEventType::unsubscribed},
  }};
  const auto word = text_of(item, "event");
  if (word == "failed") return failure_type(item);
  for (const auto& [known, type] : k_words) {
    if (word == known) return type;
  }
  return MailEventType::other;
}

}  // namespace latchkey::mailgun
