#pragma once

#include "adapters/chat/request.hpp"
#include "adapters/slack/identity.hpp"
#include "core/base/time.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <variant>

namespace latchkey::slack {

/// Something that is acknowledged and dropped, and why.
struct Ignored {
  std::string why;
};

using Content = std::variant<chat::Request, Ignored>;

/// What Slack delivers and wants acknowledged within three seconds, on the same connection.
struct Envelope {
  /// An acknowledgement handle only: a redelivery may come under another one.
  std::string id;
  /// Whether the acknowledgement may carry an answer.
  bool takes_answer = false;
  Content content;
  /// Slack's word for what it holds ("slash_commands"), "other" where we know none of that name.
  std::string type = {};
};

/// Whether envelopes of this type hold something for us.
bool is_known_type(std::string_view type);

/// What an envelope of this type ("slash_commands", "events_api", "interactive") holds. Fields that
/// are missing or of another type make it `Ignored`, never a failure.
Content read_content(const std::string& type, const nlohmann::json& payload, const Identity& self,
                     TimePoint received);

/// A typed command.
Content read_command(const nlohmann::json& payload, const Identity& self, TimePoint received);

/// A message to us: a mention anywhere, or anything said in a direct conversation. One message that
/// mentions us comes as two events, which get the same dedupe key. A message in a thread that
/// mentions a user group and not us is a `group_mention`.
Content read_event(const nlohmann::json& payload, const Identity& self, TimePoint received);

/// A pressed button, the message shortcut, or a submitted modal.
Content read_interaction(const nlohmann::json& payload, const Identity& self, TimePoint received);

/// Whether a command or an interaction happened in a direct message: one of two has such an id
/// ("D…"), one of more such a name ("mpdm-dana--lena--omar-1").
bool is_direct(const std::string& channel_id, const std::string& channel_name);

/// The workspace that we are installed in: our own; where we serve a whole organisation, the one
/// that the payload names, or else the person's.
std::string team_of(const nlohmann::json& payload, const Identity& self);

}  // namespace latchkey::slack
