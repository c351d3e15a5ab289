#pragma once

#include "adapters/chat/chat_platform.hpp"

#include <cctype>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::doubles {

/// A chat in memory: keeps what was said to whom, and knows the people and channels it was told of.
class FakeChatPlatform final : public chat::ChatPlatform {
 public:
  struct Posted {
    std::string channel;
    std::string thread;
    /// As it stands now, edits applied.
    chat::Message message;
    /// As it was posted first.
    chat::Message first;
    TimePoint at;
  };

  std::map<std::string, chat::Channel> channels;
  std::map<std::string, chat::Person> people;
  std::map<std::string, std::vector<std::string>> groups;
  /// Ids by mail address.
  std::map<std::string, std::string> addresses;
  /// Every verb that posts answers with it, where set.
  std::optional<Error> refuses_posts;
  std::optional<Error> refuses_modals;
  /// The next verbs that say something fail with these.
  std::deque<Error> next_failures;
  /// Whether a post that fails with `uncertain` is made all the same.
  bool makes_uncertain_posts = true;
  /// The next searches fail with these.
  std::deque<Error> next_search_failures;
  std::deque<Error> next_channel_failures;
  /// When posts are made; unless set, later than any search begins.
  TimePoint now = TimePoint::max();

  std::map<std::string, Posted> posted;
  /// Ids of `posted`, oldest first.
  std::vector<std::string> order;
  std::vector<std::pair<std::string, chat::Message>> told_privately;
  /// The threads of what was whispered.
  std::vector<std::string> whispered_in;
  std::vector<chat::Modal> modals;
  /// By user.
  std::map<std::string, chat::Message> homes;
  /// Channels, people and groups that were asked for afresh, in order.
  std::vector<std::string> asked_now;

  Answer<chat::MessageRef> post(std::string channel, std::string thread,
                                chat::Message message) override {
    if (refuses_posts) co_return *refuses_posts;
    const auto failure = next_of(next_failures);
    const bool made = failure && failure->kind == ErrorKind::uncertain && makes_uncertain_posts;
    if (failure && !made) co_return *failure;
    std::string id = "ts" + std::to_string(order.size() + 1);
    posted[id] = {channel, std::move(thread), message, message, now};
    order.push_back(id);
    if (failure) co_return *failure;
    co_return chat::MessageRef{std::move(channel), std::move(id)};
  }
  Answer<void> update(chat::MessageRef message, chat::Message content, chat::Edit) override {
    if (const auto failure = next_of(next_failures)) co_return *failure;
    const auto found = posted.find(message.id);
    if (found == posted.end()) co_return Error{ErrorKind::not_found, "no such message"};
    found->second.message = std::move(content);
    found->second.message.tag = found->second.first.tag;
    co_return Expected<void>{};
  }
  Answer<std::vector<chat::TaggedMessage>> find_tagged(std::string channel, std::string thread,
                                                       TimePoint since) override {
    if (const auto failure = next_of(next_search_failures)) co_return *failure;
    std::vector<chat::TaggedMessage> found;
    for (const auto& id : order) {
      const auto& candidate = posted.at(id);
      if (!candidate.first.tag || candidate.at < since) continue;
      if (candidate.channel != channel || candidate.thread != thread) continue;
      found.push_back({*candidate.first.tag, {channel, id}});
    }
    co_return found;
  }
  Answer<void> whisper(std::string, std::string thread, std::string user,
                       chat::Message message) override {
    if (const auto failure = next_of(next_failures)) co_return *failure;
    whispered_in.push_back(std::move(thread));
    told_privately.emplace_back(std::move(user), std::move(message));
    co_return Expected<void>{};
  }
  Answer<void> reply_privately(std::string reply_url, chat::Message message) override {
    if (const auto failure = next_of(next_failures)) co_return *failure;
    told_privately.emplace_back(std::move(reply_url), std::move(message));
    co_return Expected<void>{};
  }
  Answer<void> open_modal(std::string, chat::Modal modal) override {
    if (refuses_modals) co_return *refuses_modals;
    modals.push_back(std::move(modal));
    co_return Expected<void>{};
  }
  Answer<void> show_home(std::string user, chat::Message content) override {
    homes[std::move(user)] = std::move(content);
    co_return Expected<void>{};
  }
  Answer<std::string> link_to(chat::MessageRef message) override {
    if (!posted.contains(message.id)) co_return Error{ErrorKind::not_found, "no such message"};
    co_return "https://chat.example/" + message.channel + "/" + message.id;
  }
  Answer<chat::Channel> channel(std::string id, chat::Freshness freshness) override {
    note(id, freshness);
    if (const auto failure = next_of(next_channel_failures)) co_return *failure;
    const auto found = channels.find(id);
    if (found == channels.end()) co_return Error{ErrorKind::not_found, "no such channel"};
    co_return found->second;
  }
  Answer<chat::Person> person(std::string id, chat::Freshness freshness) override {
    note(id, freshness);
    const auto found = people.find(id);
    if (found == people.end()) co_return Error{ErrorKind::unreachable, "the chat is away"};
    co_return found->second;
  }
  Answer<std::vector<std::string>> group_members(std::string handle,
                                                 chat::Freshness freshness) override {
    note(handle, freshness);
    const auto found = groups.find(handle);
    if (found == groups.end()) co_return Error{ErrorKind::not_found, "no such group"};
    co_return found->second;
  }
  /// "SSUPPORTTEAM" of "@support-team"
  Answer<std::string> group_id(std::string handle) override {
    if (!groups.contains(handle)) co_return Error{ErrorKind::not_found, "no such group"};
    std::string id = "S";
    for (const char c : handle) {
      const auto letter = static_cast<unsigned char>(c);
      if (std::isalnum(letter) != 0) id += static_cast<char>(std::toupper(letter));
    }
    co_return id;
  }
  Answer<std::string> person_with_address(std::string email) override {
    const auto found = addresses.find(email);
    if (found == addresses.end()) co_return Error{ErrorKind::not_found, "nobody has this address"};
    co_return found->second;
  }

 private:
  static std::optional<Error> next_of(std::deque<Error>& failures) {
    if (failures.empty()) return {};
    auto failure = std::move(failures.front());
    failures.pop_front();
    return failure;
  }
  void note(const std::string& asked, chat::Freshness freshness) {
    if (freshness == chat::Freshness::now) asked_now.push_back(asked);
  }
};

}  // namespace latchkey::doubles
