#pragma once

#include "core/base/email_address.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <variant>

namespace latchkey::commands {

/// `EMAIL [since:14d] [service:NAME]`
struct Diagnose {
  EmailAddress email;
  std::optional<std::chrono::seconds> since = {};
  /// As typed; whether there is such a service, the configuration knows.
  std::optional<std::string> service = {};
};

struct Help {};
struct Status {};

/// Nothing was typed: a form asks for the address.
struct AskForAddress {};

/// `escalate [reason]`, in a thread.
struct Escalate {
  std::string reason;
};

/// What was typed is none of the above.
struct NotUnderstood {
  /// What was understood and what is wrong with it, for the person who typed it. Plain text:
  /// mentions and links of the original are described, never repeated.
  std::string sentence;
};

using Command = std::variant<Diagnose, Help, Status, AskForAddress, Escalate, NotUnderstood>;

}  // namespace latchkey::commands
