#include "core/diagnosis/mail_coverage.hpp"

#include "core/diagnosis/wording.hpp"

#include <algorithm>

namespace latchkey {

std::optional<std::string> unread_because(const ServiceEvidence& service) {
  if (!service.mail) return service.mail.error().what;
  if (!service.mail->complete) {
    return mail_log_name(service.service) + " was too long to be read to the end";
  }
  return std::nullopt;
}

TimePoint visible_since(const Evidence& evidence) {
  return std::max<TimePoint>(evidence.window.from, evidence.now - evidence.mail_log_retention);
}

std::optional<TimePoint> mail_read_since(const Evidence& evidence, const ServiceEvidence& service) {
  if (!service.mail) return std::nullopt;
  if (service.mail->complete) return visible_since(evidence);
  TimePoint oldest = evidence.window.to;
  for (const auto& event : service.mail->events) oldest = std::min(oldest, event.at);
  return oldest;
}

bool reaches_beyond_retention(const Evidence& evidence) {
  return visible_since(evidence) > evidence.window.from;
}

bool newest_mail_not_visible_yet(const Evidence& evidence) {
  return evidence.now - evidence.window.to < k_not_visible_yet;
}

std::string visible_period(const Evidence& evidence) {
  const auto oldest = visible_since(evidence);
  return format_age(std::max<TimePoint>(evidence.window.to, oldest) - oldest);
}

}  // namespace latchkey
