#pragma once

#include "adapters/slack/edits.hpp"
#include "adapters/slack/posts.hpp"
#include "adapters/slack/private_replies.hpp"
#include "adapters/slack/slack.hpp"
#include "adapters/slack/tagged_messages.hpp"
#include "adapters/slack/user_groups.hpp"
#include "adapters/slack/web_api_client.hpp"
#include "core/base/recent_facts.hpp"

namespace latchkey::slack {

/// Slack's Web API as the verbs that every chat platform has.
class WebApi final : public QueuedChat {
 public:
  WebApi(const Options& options, http::Client& http, const Clock& clock,
         Sleep sleep = sleep_on_timer);

  Answer<chat::MessageRef> post(std::string channel, std::string thread,
                                chat::Message message) override;
  Answer<void> update(chat::MessageRef message, chat::Message content, chat::Edit weight) override;
  Answer<std::vector<chat::TaggedMessage>> find_tagged(std::string channel, std::string thread,
                                                       TimePoint since) override;
  Answer<void> whisper(std::string channel, std::string thread, std::string user,
                       chat::Message message) override;
  Answer<void> reply_privately(std::string reply_url, chat::Message message) override;
  Answer<void> open_modal(std::string trigger, chat::Modal modal) override;
  Answer<void> show_home(std::string user, chat::Message content) override;
  Answer<std::string> link_to(chat::MessageRef message) override;
  Answer<chat::Channel> channel(std::string id, chat::Freshness freshness) override;
  Answer<chat::Person> person(std::string id, chat::Freshness freshness) override;
  Answer<std::vector<std::string>> group_members(std::string handle,
                                                 chat::Freshness freshness) override;
  Answer<std::string> group_id(std::string handle) override;
  Answer<std::string> person_with_address(std::string email) override;
  [[nodiscard]] std::size_t waiting() const override { return client_.waiting(); }

 private:
  /// Sends a call of which only the success matters.
  Answer<void> done(Call call);
  Answer<chat::Channel> ask_channel(std::string id);
  Answer<chat::Person> ask_person(std::string id);
  Answer<std::string> ask_address(std::string email);

  WebApiClient client_;
  Ourselves ourselves_;
  TaggedMessages tagged_messages_;
  Posts posts_;
  Edits edits_;
  PrivateReplies private_replies_;
  RecentFacts<chat::Channel> channels_;
  RecentFacts<chat::Person> people_;
  /// Ids by mail address.
  RecentFacts<std::string> addresses_;
  UserGroups groups_;
};

}  // namespace latchkey::slack
