#include "bot/config/read_people.hpp"

#include <algorithm>

namespace latchkey {

bool is_slack_id(std::string_view text, std::string_view first_letters) {
  const auto allowed = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  return text.size() > 1 && first_letters.find(text.front()) != std::string_view::npos &&
         std::all_of(text.begin(), text.end(), allowed);
}

bool is_user_id(std::string_view text) {
  return is_slack_id(text, "UW");
}

bool is_group_handle(std::string_view text) {
  return text.size() > 1 && text.front() == '@' &&
         text.find_first_of(" \t\r\n") == std::string_view::npos;
}

std::vector<std::string> read_people(TableReader& in, const std::string& key) {
  std::vector<std::string> people;
  for (const std::string& entry : in.texts(key).value_or(std::vector<std::string>{})) {
    if (is_group_handle(entry) || is_user_id(entry)) {
      people.push_back(entry);
      continue;
    }
    in.error(key,
             "expected a group such as \"@support-team\" or a user's id such as "
             "\"U0LENA\", got \"" +
                 entry + "\"");
  }
  return people;
}

}  // namespace latchkey
