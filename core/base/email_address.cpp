#include "core/base/email_address.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace latchkey {
namespace {

constexpr std::size_t k_longest = 254;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// RFC 5322's dot-atom, without the quoted strings that no sign-up form accepts.
bool is_local_part(std::string_view text) {
  constexpr std::string_view k_atext = "!#$%&'*+-/=?^_`{|}~.";
  const auto allowed = [&](char c) {
    return is_letter_or_digit(c) || k_atext.find(c) != std::string_view::npos;
  };
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), allowed) &&
         text.front() != '.' && text.back() != '.' && text.find("..") == std::string_view::npos;
}

/// Letters, digits and hyphens in at least two labels (RFC 1035, 2.3.1).
bool is_domain(std::string_view text) {
  if (text.find('.') == std::string_view::npos) return false;
  std::size_t start = 0;
  while (start <= text.size()) {
    const auto end = std::min(text.find('.', start), text.size());
    const auto label = text.substr(start, end - start);
    const auto allowed = [](char c) { return is_letter_or_digit(c) || c == '-'; };
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-' ||
        !std::all_of(label.begin(), label.end(), allowed)) {
      return false;
    }
    start = end + 1;
  }
  return true;
}

void fold(std::string& text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
}

Error not_an_address() {
  return Error{ErrorKind::invalid, "not an email address"};
}

}  // namespace

Expected<EmailAddress> EmailAddress::parse(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos || text.size() > k_longest ||
      !is_local_part(text.substr(0, at)) || !is_domain(text.substr(at + 1))) {
    return not_an_address();
  }
  std::string folded{text};
  fold(folded);
  return EmailAddress{std::move(folded)};
}

Expected<EmailAddress> EmailAddress::with_local_part(std::string_view local_part) const {
  const auto rest = std::string_view{text_}.substr(text_.rfind('@'));
  if (local_part.size() + rest.size() > k_longest || !is_local_part(local_part)) {
    return not_an_address();
  }
  std::string text;
  text.reserve(local_part.size() + rest.size());
  text += local_part;
  fold(text);
  text += rest;
  return EmailAddress{std::move(text)};
}

std::string_view EmailAddress::local_part() const {
  return std::string_view{text_}.substr(0, text_.rfind('@'));
}

std::string_view EmailAddress::domain() const {
  return std::string_view{text_}.substr(text_.rfind('@') + 1);
}

std::string EmailAddress::masked() const {
  return text_.substr(0, 1) + "***@" + std::string{domain()};
}

}  // namespace latchkey
