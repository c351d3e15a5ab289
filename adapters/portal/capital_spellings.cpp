#include "adapters/portal/capital_spellings.hpp"

#include <algorithm>
#include <string_view>

namespace latchkey::portal {
namespace {

char capital(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string all_capital(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), capital);
  return text;
}

/// Every letter at the beginning or behind a mark.
std::string each_word(std::string text) {
  bool begins = true;
  for (char& c : text) {
    if (begins) c = capital(c);
    begins = std::string_view{"._-+"}.find(c) != std::string_view::npos;
  }
  return text;
}

std::string first_letter(std::string text) {
  text.front() = capital(text.front());
  return text;
}

/// "ACME.example".
std::string first_label(std::string text) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(text.find('.'));
  std::transform(text.begin(), end, text.begin(), capital);
  return text;
}

}  // namespace

std::vector<std::string> capital_spellings(const EmailAddress& address) {
  const std::string local{address.local_part()};
  const std::string domain{address.domain()};
  std::vector<std::string> found;
  for (const auto& before : {local, first_letter(local), each_word(local), all_capital(local)}) {
    for (const auto& after : {domain, first_letter(domain), each_word(domain), first_label(domain),
                              all_capital(domain)}) {
      auto spelling = before + "@" + after;
      const bool again = std::find(found.begin(), found.end(), spelling) != found.end();
      if (!again && spelling != address.full()) found.push_back(std::move(spelling));
    }
  }
  return found;
}

}  // namespace latchkey::portal
