#pragma once

#include "adapters/chat/message.hpp"
#include "core/base/email_address.hpp"
#include "core/remedies/remedy.hpp"

#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// What the buttons under an answer need, whoever presses them and after whatever restart
/// (`DiagnosisRecord::details`).
struct AnswerDetails {
  /// Stands above the buttons in their own message.
  std::vector<chat::Block> above = {};
  /// The whole timeline; empty where the thread shows all of it.
  std::vector<chat::Block> timeline = {};
  /// Remedies that one person may not have done alone.
  std::vector<RemedyId> second_person = {};
  /// The answer as plain text for a ticket.
  std::string ticket = {};
  /// What "Check ADDRESS" asks about.
  std::optional<EmailAddress> other_address = {};
  /// The conclusion in a sentence, and why something was not answered: for whoever is called.
  std::string conclusion = {};
  std::vector<std::string> unanswered = {};
  /// The buttons have one that escalates.
  bool escalate = false;
};

std::string to_text(const AnswerDetails& details);

/// Empty ones where they were forgotten, or are none of ours.
AnswerDetails read_details(const std::string& kept);

}  // namespace latchkey
