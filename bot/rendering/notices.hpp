#pragma once

#include "adapters/chat/message.hpp"
#include "bot/rendering/asked.hpp"
#include "bot/status/readiness.hpp"
#include "core/base/email_address.hpp"
#include "core/base/time.hpp"
#include "core/diagnosis/diagnosis.hpp"
#include "core/ports/store.hpp"
#include "core/remedies/remedy.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::rendering {

// What one person is told alone. `command` is the slash command's name ("/diagnose").

chat::Message help(const std::string& command, const std::vector<std::string>& services,
                   std::chrono::seconds mail_log_retention);

/// What `status` answers with.
struct StatusFacts {
  std::string version;
  std::vector<std::string> services;
  /// Checks and remedies that are running now.
  int running = 0;
  TimePoint started_at;
  bool dry_run = false;
  status::Readiness health = {};
};
chat::Message status(const StatusFacts& facts);

/// What was typed is no address: what was understood, and one example.
chat::Message not_understood(const std::string& sentence, const std::string& command);
chat::Message unknown_service(const std::string& name, const std::vector<std::string>& known);
/// `since:` reaches further back than the mail logs do.
chat::Message too_far_back(std::chrono::seconds mail_log_retention);
/// The same was asked within the hour: who asked, and where the answer is. `link` may be empty.
chat::Message asked_before(const DiagnosisRecord& before, const std::string& link);
/// Somebody asks the same at this very moment.
chat::Message being_asked();
/// A form has to be opened within three seconds of the press.
chat::Message form_too_late(std::string_view button);
/// The chat did not take the reply that was to be posted in the thread.
chat::Message reply_not_posted();

// Refusals. None says anything about a customer.

chat::Message refuse_shared_channel();
chat::Message refuse_unlisted_channel();
/// Whether the channel is shared could not be asked.
chat::Message refuse_unknown_channel();
/// The same of a direct message.
chat::Message refuse_unknown_direct_message();
chat::Message refuse_other_organisation();
chat::Message refuse_guest();
/// `rule` are the configuration's entries ("@support-team", user ids), `who_may` user ids of which
/// at most two are named. Both empty: nobody may.
chat::Message refuse_diagnose(const std::vector<std::string>& rule,
                              const std::vector<std::string>& who_may);
chat::Message refuse_remedy(RemedyId remedy, const std::vector<std::string>& rule,
                            const std::vector<std::string>& who_may);
/// Who may do it could not be asked; unknown means no.
chat::Message refuse_unknown_permission();
/// `left` until the next one is allowed.
chat::Message too_many_questions(int per_minute, std::chrono::microseconds left);
/// The most jobs that we take at once are running.
chat::Message too_busy();
/// The store did not answer, so nothing was done.
chat::Message store_unavailable();

// After a press.

/// Somebody pressed before: who, when, and where to see what came of it.
chat::Message already_pressed(RemedyId remedy, const RemedyAlreadyBegun& before);
chat::Message over_limit(const EmailAddress& customer, const RemedyOverLimit& limit);
/// Whoever asked for it pressed "Approve", too.
chat::Message needs_another_person(RemedyId remedy);
/// Whoever asked for it may not any more.
chat::Message proposal_lapsed(RemedyId remedy, const std::string& proposed_by);
/// The row of buttons is older than 24 hours. “Check again” is offered, so only for a diagnosis of
/// this channel that is still kept.
chat::Message stale_press(const std::string& diagnosis_id);
/// The diagnosis of the button is of another channel. Says nothing about its customer.
chat::Message pressed_elsewhere();
/// The store has forgotten the diagnosis of the button.
chat::Message press_on_forgotten();
/// The press waited for over five minutes before its turn came.
chat::Message press_expired(RemedyId remedy);

/// The whole answer for somebody in a channel that we are not in: no buttons, and how to invite us.
chat::Message private_answer(const Asked& asked, const Diagnosis& diagnosis);

}  // namespace latchkey::rendering
