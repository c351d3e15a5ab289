#include "core/addresses/other_accounts.hpp"

#include "core/addresses/look_alikes.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace latchkey {
namespace {

constexpr std::size_t k_at_most = 5;
/// Enough to turn "the same person's" into "possibly", and a doubtful one into none.
constexpr double k_contradicted = 0.3;

/// The words of a name in lower case; none where it is not plain ASCII (a local part spells such
/// a name in ways that we cannot foresee).
std::vector<std::string> words_of(const Field<std::string>& name) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : name.value().value_or("") + " ") {
    if (static_cast<unsigned char>(c) >= 0x80) return {};
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter) {
      word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

/// Does the local part hold one of the name's words (three letters or more, so that "Al" does not
/// fit everybody), or are its letters the name's initials?
bool fits(const std::vector<std::string>& words, std::string_view local) {
  std::string initials;
  for (const auto& word : words) {
    if (word.size() >= 3 && local.find(word) != std::string_view::npos) return true;
    initials += word.front();
  }
  return local == initials;
}

bool share_a_word(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& word) {
    return std::find(b.begin(), b.end(), word) != b.end();
  });
}

bool name_contradicts(const Account& row, const EmailAddress& asked,
                      const std::optional<Account>& own) {
  const auto words = words_of(row.name);
  if (words.empty()) return false;
  const auto own_words = own ? words_of(own->name) : std::vector<std::string>{};
  if (!own_words.empty()) return !share_a_word(words, own_words);
  return !fits(words, asked.local_part());
}

/// How alike the most alike of the row's addresses is to the asked one.
Likeness closest(const Account& row, const EmailAddress& asked) {
  Likeness best;
  auto addresses = row.secondary_emails;
  addresses.push_back(row.email);
  for (const auto& text : addresses) {
    const auto address = EmailAddress::parse(text);
    if (!address) continue;
    auto found = likeness(asked, *address);
    if (found.score > best.score) best = std::move(found);
  }
  return best;
}

}  // namespace

std::vector<OtherAccount> other_accounts(const Evidence& evidence) {
  std::vector<OtherAccount> found;
  for (const auto& service : evidence.services) {
    if (!service.accounts) continue;
    const bool diagnosed = &service == &evidence.diagnosed();
    const auto own = account_of(service, evidence.asked);
    for (const auto& row : service.accounts->rows) {
      if (has_address(row, evidence.asked)) continue;
      auto [reason, score] = closest(row, evidence.asked);
      if (name_contradicts(row, evidence.asked, own)) score -= k_contradicted;
      if (score < k_possibly_same_person) continue;
      found.push_back({service.service.name, row.email, diagnosed ? reason : "other_service", score,
                       state_of(row), row.subscription.value().value_or(""),
                       account_page(service.service, row)});
    }
  }
  const auto elsewhere = [](const OtherAccount& other) { return other.reason == "other_service"; };
  std::sort(found.begin(), found.end(), [&](const OtherAccount& a, const OtherAccount& b) {
    return std::tuple{-a.score, elsewhere(a), a.service, a.email, a.link} <
           std::tuple{-b.score, elsewhere(b), b.service, b.email, b.link};
  });
  if (found.size() > k_at_most) found.resize(k_at_most);
  return found;
}

}  // namespace latchkey
