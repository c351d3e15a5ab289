#include "bot/sessions/declined_press.hpp"

#include "bot/sessions/audit_entry.hpp"
#include "bot/sessions/private_answer.hpp"

#include <utility>

namespace latchkey {

boost::asio::awaitable<void> decline_press(AuditLog& log, chat::ChatPlatform& platform, Job job,
                                           chat::Request press, const char* why,
                                           chat::Message words,
                                           std::optional<EmailAddress> customer) {
  auto entry = entry_of(job, press, audit_action::refused, why);
  entry.customer = std::move(customer);
  co_await enter(log, std::move(entry));
  co_await answer_privately(platform, std::move(press), std::move(words));
}

}  // namespace latchkey
