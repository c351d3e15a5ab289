#pragma once

#include "adapters/chat/message.hpp"
#include "core/base/email_address.hpp"
#include "core/escalation/escalation.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::rendering {

// The buttons of a call for help. They carry the escalation's id.
constexpr std::string_view k_have_it = "escalation_have_it";
constexpr std::string_view k_hand_back = "escalation_hand_back";
constexpr std::string_view k_resolved = "escalation_resolved";

/// Is it one of these three?
bool is_escalation_button(std::string_view action);

/// What is known about the customer whom a call for help is about.
struct CaseFacts {
  /// Nothing where no check stands in the thread.
  std::optional<EmailAddress> email = {};
  std::string service = {};
  /// "The confirmation mail bounced, and the account was never confirmed"
  std::string conclusion = {};
  /// Lines about what was pressed, and what came of it.
  std::vector<chat::Block> tried = {};
  /// Why something is not known.
  std::vector<std::string> unanswered = {};
  /// To the root message; may be empty.
  std::string link = {};
};

/// One call of an escalation, as it is to stand in the chat now.
struct CallCard {
  Escalation escalation;
  /// Its index.
  std::size_t call = 0;
  CaseFacts facts = {};
  /// When nobody takes it: whether another level is called, and after how long.
  bool calls_on = true;
  std::chrono::seconds acknowledge_within = std::chrono::minutes{10};
};

/// The newest call mentions whom it is for, says what to know cold, how it stands, and has the
/// buttons that are left; an earlier one is a line about what became of it.
chat::Message render(const CallCard& card);

/// Tells who escalated that nobody took it. A message of its own, since an edit notifies nobody.
chat::Message nobody_took_it(const Escalation& escalation);

/// "@lena has it, 10:04": how it stands, as a sentence.
chat::Text standing(const Escalation& escalation);

/// Whom a call mentions: "@lena, @support-managers".
chat::Text called(const Call& call);

}  // namespace latchkey::rendering
