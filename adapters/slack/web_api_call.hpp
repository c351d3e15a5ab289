#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "adapters/http/http_client.hpp"
#include "core/base/secret.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace latchkey::slack {

/// One call of a Web API method as a value: built and tested without a socket.
struct Call {
  /// How the arguments travel. Every method reads forms; some ignore JSON without a word
  /// (users.info then answers user_not_found), and only JSON carries blocks well.
  enum class Body { form, json };

  std::string method;
  nlohmann::json arguments = nlohmann::json::object();
  Body body = Body::form;
  /// May be sent again where the answer was lost: nothing happens twice.
  bool repeatable = true;
  /// The longest we wait, in all, for our turn and because Slack says that we ask too often.
  std::chrono::seconds patience{30};
  /// What Slack counts its limits by: the method, for posts the channel as well.
  std::string limited_by = method;
  /// Slack's word for "none", where that answers the question rather than failing it.
  std::string_view none = {};
};

/// How long a post or an edit waits at most. So a channel's queue holds what it lets through in a
/// minute; who comes then is told at once, and can slow down whoever asks: after a minute at a chat
/// nobody waits for the answer any more.
inline constexpr std::chrono::seconds k_write_patience{60};

/// The `event_type` of the metadata that carries a message's tag.
inline constexpr std::string_view k_tag_event = "latchkey_step";

Call auth_test();
Call apps_connections_open();
Call post_message(const std::string& channel, const std::string& thread,
                  const chat::Message& message);
Call update_message(const chat::MessageRef& message, const chat::Message& content);
Call post_ephemeral(const std::string& channel, const std::string& thread, const std::string& user,
                    const chat::Message& message);
Call open_view(const std::string& trigger, const chat::Modal& modal);
/// The Home tab as this person sees it.
Call publish_view(const std::string& user, const chat::Message& content);
Call get_permalink(const chat::MessageRef& message);
Call conversations_info(const std::string& channel);
/// One page of the channel's top level, newest first; empty `cursor`: the first page.
Call conversations_history(const std::string& channel, TimePoint oldest, const std::string& cursor);
/// One page of a thread, its parent first, then oldest first. A thread that is gone is empty.
Call conversations_replies(const std::string& channel, const std::string& thread, TimePoint oldest,
                           const std::string& cursor);
Call users_info(const std::string& user);
/// Who has this mail address in the profile.
Call users_lookup_by_email(const std::string& email);
Call usergroups_list();
Call usergroups_users_list(const std::string& group);

/// The call as an HTTP request below `api_url` ("https://slack.com/api/").
http::Request to_request(const Call& call, const std::string& api_url, const Secret& token);

/// The body that answers through a `response_url`: seen by the person alone, replacing nothing.
std::string private_reply_body(const chat::Message& message);

}  // namespace latchkey::slack
