#include "tests/laboratory/answers.hpp"

#include "tests/laboratory/answer_kinds.hpp"
#include "tests/scenarios/conversation.hpp"

#include <set>

namespace latchkey::laboratory {
namespace {

using scenarios::is_over;
using scenarios::Json;

const std::string k_bot = "U0LATCHKEY";

/// All messages with their metadata: of the channel, or of one thread in it.
Json read(scenarios::Sandbox& page, const std::string& channel, const std::string& thread) {
  http::Headers arguments{{"channel", channel}, {"limit", "200"}, {"include_all_metadata", "true"}};
  if (!thread.empty()) arguments.emplace_back("ts", thread);
  const auto* method = thread.empty() ? "conversations.history" : "conversations.replies";
  return page.call(method, arguments).at("messages");
}

/// The tags of those that have one.
void collect_tags(const Json& messages, std::multiset<std::string>& tags) {
  for (const auto& message : messages) {
    if (!message.contains("metadata")) continue;
    tags.insert(message["metadata"]["event_payload"].dump());
  }
}

}  // namespace

std::vector<std::string> unfinished_answers(Laboratory& laboratory) {
  std::vector<std::string> unfinished;
  for (const auto& team : laboratory.teams) {
    const auto chat = laboratory.page.messages(team.dana);
    for (const auto& message : chat) {
      if (message.author != k_bot) continue;
      if (!is_over(message)) unfinished.push_back("still running: " + message.words);
      const bool root = message.thread.empty() && !message.only_for_me;
      if (root && !has_buttons(thread_of(message, chat))) {
        unfinished.push_back("no buttons under: " + message.words);
      }
    }
  }
  return unfinished;
}

std::vector<std::string> repeated_messages(Laboratory& laboratory) {
  std::vector<std::string> repeated;
  for (const auto& team : laboratory.teams) {
    std::multiset<std::string> tags;
    const auto roots = read(laboratory.page, team.support, "");
    collect_tags(roots, tags);
    for (const auto& root : roots) {
      auto thread = read(laboratory.page, team.support, root.at("ts"));
      thread.erase(0);  // the root once more
      collect_tags(thread, tags);
    }
    for (auto tag = tags.begin(); tag != tags.end(); tag = tags.upper_bound(*tag)) {
      if (tags.count(*tag) > 1) repeated.push_back(*tag);
    }
  }
  return repeated;
}

}  // namespace latchkey::laboratory
