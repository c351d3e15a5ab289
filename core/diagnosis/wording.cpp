#include "core/diagnosis/wording.hpp"

namespace latchkey {

std::string ago(TimePoint at, TimePoint now) {
  return at > now ? "just now" : format_age(now - at) + " ago";
}

std::string mail_log_name(const Service& service) {
  return "Mail log of " + service.mail_domain;
}

std::string suppression_lists_name(const Service& service) {
  return "Suppression lists of " + service.mail_domain;
}

std::string whose_account(const Service& service, const Account& account) {
  const auto& name = account.name.value();
  if (!name || name->empty()) return "The " + service.name + " account";
  return *name + "'s " + service.name + " account";
}

std::string account_in_short(const Account& account, TimePoint now) {
  std::string text = state_of(account);
  const auto signed_in = newest_sign_in(account);
  if (signed_in) text += (text.empty() ? "" : ", ") + ("signed in " + ago(*signed_in, now));
  return text;
}

std::string capitalized(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

std::string listed(const std::vector<std::string>& items, const std::string& last) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " " + last + " " : ", ";
    text += items[i];
  }
  return text;
}

}  // namespace latchkey
