#include "core/addresses/look_alikes.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace latchkey {
namespace {

/// A local part taken apart: `first.last+tag` is {first, last} and "+tag".
struct Parts {
  std::vector<std::string> words;
  std::string tag;
};

Parts take_apart(std::string_view local) {
  Parts parts;
  const auto plus = local.find('+');
  // A leading plus has no name before it, so it is no tag.
  if (plus != std::string_view::npos && plus > 0) {
    parts.tag = local.substr(plus);
    local = local.substr(0, plus);
  }
  std::string word;
  for (const char c : local) {
    if (c != '.' && c != '_' && c != '-') {
      word += c;
    } else if (!word.empty()) {
      parts.words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) parts.words.push_back(std::move(word));
  return parts;
}

std::string join(const std::vector<std::string>& words, std::string_view separator) {
  std::string text;
  for (const auto& word : words) {
    if (!text.empty()) text += separator;
    text += word;
  }
  return text;
}

}  // namespace

std::vector<EmailAddress> look_alikes(const EmailAddress& asked) {
  // Four separators, with and without the tag, and the address itself: nine at most.
  static constexpr std::array<std::string_view, 4> k_separators = {".", "_", "-", ""};
  std::vector<EmailAddress> spellings{asked};
  const auto add = [&](const std::string& local) {
    const auto spelling = EmailAddress::parse(local + "@" + std::string{asked.domain()});
    if (spelling && std::find(spellings.begin(), spellings.end(), *spelling) == spellings.end()) {
      spellings.push_back(*spelling);
    }
  };
  const Parts parts = take_apart(asked.local_part());
  const std::string own{asked.local_part()};
  add(own.substr(0, own.size() - parts.tag.size()));
  for (const auto separator : k_separators) {
    add(join(parts.words, separator) + parts.tag);
    add(join(parts.words, separator));
  }
  return spellings;
}

Likeness likeness(const EmailAddress& asked, const EmailAddress& other) {
  if (asked == other) return {"same", 1.0};
  if (asked.domain() != other.domain()) return {};
  const Parts a = take_apart(asked.local_part());
  const Parts b = take_apart(other.local_part());
  if (a.words.empty() || join(a.words, "") != join(b.words, "")) return {};
  // jo.hanna and joh.anna have the same letters and are two people; johanna may be either.
  const bool differently_split = a.words != b.words && a.words.size() > 1 && b.words.size() > 1;
  if (differently_split) return {"separator", 0.6};
  const double separators = a.words == b.words ? 0.98 : 0.9;
  if (a.tag == b.tag) return {"separator", separators};
  // Mail to a tag reaches the mailbox without it (RFC 5233), but two tags are often two sign-ups
  // on purpose.
  const bool two_tags = !a.tag.empty() && !b.tag.empty();
  return {"plus_tag", separators - (two_tags ? 0.1 : 0.03)};
}

}  // namespace latchkey
