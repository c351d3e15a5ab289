#pragma once
#include "deploy/sandbox/json.hpp"
#include "deploy/sandbox/scenario.hpp"
#include "deploy/sandbox/workspace.hpp"

#include <string>

namespace latchkey::sandbox {

/// Payloads as Slack sends them, built from values; shapes after recorded traffic.
/// `token` is Slack's old verification token: always there, never to be trusted.

struct Caused {
  std::string trigger_id, response_url;
};

Json slash_command_payload(const Scenario& scenario, const Channel& channel,
                           const Scenario::User& user, const std::string& command,
                           const std::string& text, const Caused& caused);

/// The callback around one event, under a new event id.
Json event_payload(const Scenario& scenario, const Channel& channel, Json event, TimePoint now);

/// The event that tells of a Home tab being opened; `view`: what it shows, null where it shows
/// nothing yet.
Json home_opened_event(const std::string& user, const std::string& channel, const Json& view,
                       const std::string& event_ts);

/// The inner event of a message or a mention; `type` is message or app_mention. A mention in a
/// message that was rewritten says so in `edited`.
Json message_event(const Scenario& scenario, const Channel& channel, const Message& message,
                   const std::string& type);

/// The event that tells of a rewritten message, of which `previous` is the body before.
/// Source: docs.slack.dev, "message_changed event".
Json message_changed_event(const Channel& channel, const Message& message, Json previous);

/// A press in a message; `action` comes from pressed_action.
Json block_actions_payload(const Scenario& scenario, const Channel& channel,
                           const Scenario::User& user, const Message& message, Json action,
                           const Caused& caused);

Json message_action_payload(const Scenario& scenario, const Channel& channel,
                            const Scenario::User& user, const Message& message,
                            const std::string& callback_id, const Caused& caused,
                            const std::string& action_ts);

Json view_submission_payload(const Scenario& scenario, const Scenario::User& user, Json view,
                             const std::string& trigger_id);
Json view_closed_payload(const Scenario& scenario, const Scenario::User& user, Json view);

/// The action of a press: the element's kind and text, what was chosen, and when.
Json pressed_action(const Json& element, const std::string& block_id, const std::string& value,
                    const std::string& action_ts);

}  // namespace latchkey::sandbox
