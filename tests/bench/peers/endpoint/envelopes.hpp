#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace latchkey::bench {

/// An envelope's place among all that the endpoint ever sends. A command's key is made of it.
using Number = std::uint64_t;

constexpr std::string_view k_channel = "C0SUPPORT";
constexpr std::string_view k_team = "T0OURS";
/// Commands come from a dozen people in turn.
constexpr Number k_people = 12;

/// "U0PERSON07".
std::string person(Number number);

/// The customer whom the command asks about: "u000123@acme.example".
std::string key_of(Number number);

/// The first key in a text, or nothing where it has none.
std::optional<Number> find_key(std::string_view text);

/// A slash command as Slack delivers it. `attempt` counts redeliveries: they have another
/// envelope_id and the same trigger_id. `origin` is where the response_url leads.
std::string command_envelope(Number number, unsigned attempt, std::string_view origin);

/// What somebody said in the channel to somebody else: acknowledged, and nothing more.
std::string talk_envelope(Number number);

/// Which envelope an acknowledgement is for; nothing where it names none of ours.
std::optional<Number> acknowledged(std::string_view frame);

}  // namespace latchkey::bench
