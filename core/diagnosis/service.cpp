#include "core/diagnosis/service.hpp"

#include <algorithm>

namespace latchkey {
namespace {

bool matches(std::string_view pattern, std::string_view subject) {
  if (pattern.ends_with('*')) return subject.starts_with(pattern.substr(0, pattern.size() - 1));
  return subject == pattern;
}

bool matches_any(const std::vector<std::string>& patterns, std::string_view subject) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& pattern) { return matches(pattern, subject); });
}

}  // namespace

MailKind mail_kind(const Service& service, std::string_view subject) {
  if (matches_any(service.reset_subjects, subject)) return MailKind::reset;
  if (matches_any(service.confirmation_subjects, subject)) return MailKind::confirmation;
  if (matches_any(service.sign_in_link_subjects, subject)) return MailKind::sign_in_link;
  if (matches_any(service.verification_subjects, subject)) return MailKind::verification;
  return MailKind::other;
}

bool is_sent_despite_suppression(const Service& service, MailKind kind) {
  const auto& kinds = service.sent_despite_suppression;
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

std::string account_page(const Service& service, const Account& account) {
  constexpr std::string_view k_placeholder = "{id}";
  if (service.account_link.empty()) return account.page;
  std::string link = service.account_link;
  const auto at = link.find(k_placeholder);
  if (at != std::string::npos) link.replace(at, k_placeholder.size(), account.id);
  return link;
}

}  // namespace latchkey
