#pragma once

#include "adapters/chat/message.hpp"
#include "core/base/email_address.hpp"
#include "core/base/time.hpp"
#include "core/remedies/mail_ending.hpp"
#include "core/remedies/remedy.hpp"
#include "core/remedies/remedy_outcome.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::rendering {

/// The button that asks the same question again.
constexpr std::string_view k_recheck = "recheck";
/// The one that writes to the customer.
constexpr std::string_view k_draft_reply = "draft_reply";
/// The one that calls whoever is on call.
constexpr std::string_view k_escalate = "escalate";
constexpr std::string_view k_escalate_label = "Escalate";

/// What a remedy's button asks for.
struct PressedRemedy {
  RemedyId remedy;
  /// Of somebody else, who asked for it before.
  bool approves = false;
};

/// The action of the button "Approve".
std::string approval_action(RemedyId remedy);

/// Reads an action ("lift_suppression", "approve_lift_suppression"); nothing where it is no
/// remedy's.
std::optional<PressedRemedy> pressed_remedy(std::string_view action);

/// One press that was let through.
struct Press {
  RemedyId remedy;
  /// Chat user id.
  std::string by;
  TimePoint at;
  RemedyOutcome outcome = RemedyOutcome::in_progress;
  /// Our sentence about a failure (`Error::what`).
  std::string why = {};
  /// Who had asked for it, where a second person let it through.
  std::string proposed_by = {};
  /// What the list said of the address, before the lift or again: foreign text. With `dry_run`,
  /// what would have been done.
  std::string note = {};
  /// Since when it said that, where it knew.
  std::optional<TimePoint> listed_since = {};
  /// Its mail is, or was, looked for in the mail log.
  bool followed = false;
  /// The list said something of it, so that it can be put back.
  bool can_be_put_back = false;
  /// What became of it; nothing while it is looked for.
  std::optional<MailEnding> ending = {};
};

/// That somebody escalated in the thread.
struct Escalated {
  /// Chat user id.
  std::string by;
  TimePoint at;
};

/// The last message of an answer: what came of earlier presses, and the buttons that are left. It
/// needs nothing but what the store keeps, so it can be written again after a restart.
struct ActionRow {
  /// What every button carries.
  std::string diagnosis_id;
  EmailAddress email;
  std::string service;
  /// What helps first stands first; empty is fine ("Check again" is always there).
  std::vector<RemedyId> offered;
  /// In the order of the presses.
  std::vector<Press> presses = {};
  /// The first button is the one that helps first.
  bool first_is_primary = true;
  /// A mail that is not offered would help, but who gets it has had as many as `[limits]` allows;
  /// the next one is allowed then.
  std::optional<TimePoint> next_mail_at = {};
  /// Remedies that one person may not have done alone.
  std::vector<RemedyId> second_person = {};
  /// There is a cause, so that a reply to the customer can be drafted.
  bool with_reply = false;
  /// The address of `check_other_address`; without it that one gets no button.
  std::optional<EmailAddress> other_address = {};
  /// Somebody can be called.
  bool with_escalate = false;
  /// Somebody was, so the button is gone.
  std::optional<Escalated> escalated = {};
  /// What stands above the row in the same message: the evidence.
  std::vector<chat::Block> above = {};
};

/// The last press of each remedy in words, then the buttons that are left, at most five: of the
/// remedies those that help first. A remedy's button is gone once it was pressed; only a press that
/// failed brings it back. One that needs a second person makes way for "Approve", and one that
/// lifted a suppression for "Put back".
chat::Message render(const ActionRow& row);

/// Only the lines about what was pressed and what came of it.
std::vector<chat::Block> what_came_of_presses(const ActionRow& row);

}  // namespace latchkey::rendering
