#include "core/addresses/name_words.hpp"

#include "core/addresses/given_names.hpp"
#include "core/addresses/nicknames.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace latchkey {
namespace {

std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

const std::vector<std::string_view>& given_names() {
  static const auto k_names = words_in(k_given_names);
  return k_names;
}

using NameGroups = std::vector<std::vector<std::string_view>>;

const NameGroups& groups_of_same() {
  static const auto k_groups = [] {
    NameGroups groups;
    for (const auto group : k_same_given_name) groups.push_back(words_in(group));
    return groups;
  }();
  return k_groups;
}

/// The groups that hold the name, in their order.
const std::vector<const NameGroups::value_type*>& groups_with(std::string_view name) {
  using Holding = std::vector<const NameGroups::value_type*>;
  static const auto k_by_name = [] {
    std::unordered_map<std::string_view, Holding> by_name;
    for (const auto& group : groups_of_same()) {
      for (const auto one : group) {
        auto& holding = by_name[one];
        if (holding.empty() || holding.back() != &group) holding.push_back(&group);
      }
    }
    return by_name;
  }();
  static const Holding k_none;
  const auto found = k_by_name.find(name);
  return found == k_by_name.end() ? k_none : found->second;
}

bool is_among(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::vector<std::string_view> given_names_with(char initial) {
  std::vector<std::string_view> found;
  for (const auto name : given_names()) {
    if (name.front() == initial && !is_among(found, name)) found.push_back(name);
  }
  return found;
}

bool is_given_name(std::string_view word) {
  static const std::set<std::string_view> k_all = [] {
    std::set<std::string_view> all{given_names().begin(), given_names().end()};
    for (const auto& group : groups_of_same()) all.insert(group.begin(), group.end());
    return all;
  }();
  return k_all.contains(word);
}

bool same_given_name(std::string_view a, std::string_view b) {
  if (a == b) return false;
  const auto& groups = groups_with(a);
  return std::any_of(groups.begin(), groups.end(),
                     [&](const auto* group) { return is_among(*group, b); });
}

std::vector<std::string_view> other_given_names(std::string_view name) {
  std::vector<std::string_view> found;
  for (const auto* group : groups_with(name)) {
    for (const auto other : *group) {
      if (other != name && !is_among(found, other)) found.push_back(other);
    }
  }
  return found;
}

std::vector<std::vector<std::string>> divided_at_given_name(const std::string& word) {
  std::vector<std::vector<std::string>> ways;
  // The longest name first: "annalee" is anna and lee before it is ann and alee.
  for (std::size_t length = word.size(); length-- > 3;) {
    if (word.size() - length < 2) continue;
    const auto first = word.substr(0, length);
    const auto last = word.substr(word.size() - length);
    if (is_given_name(first)) ways.push_back({first, word.substr(length)});
    if (is_given_name(last)) ways.push_back({word.substr(0, word.size() - length), last});
  }
  if (ways.size() > 3) ways.resize(3);
  return ways;
}

}  // namespace latchkey
