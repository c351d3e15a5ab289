#include "bot/rendering/action_row.hpp"

#include "bot/rendering/foreign_text.hpp"
#include "bot/rendering/mail_ending_words.hpp"
#include "core/diagnosis/suppression.hpp"
#include "core/remedies/suppression_remedies.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace latchkey::rendering {
namespace {

using chat::Text;

constexpr std::string_view k_approve = "approve_";

/// The words for one remedy. "for", not "to": with a changed address that waits, Devise mails the
/// new one.
struct Words {
  std::string_view thing;
  /// What was not done, where it failed.
  std::string_view not_done;
  std::string_view ask;
  std::string_view doing;
  std::string_view did;
  std::string_view would;
};

Words words(RemedyId remedy) {
  switch (remedy) {
    case RemedyId::resend_confirmation:
      return {"confirmation",
              "",
              "to resend the confirmation for ",
              "is resending the confirmation for ",
              "resent the confirmation for ",
              "would resend the confirmation for "};
    case RemedyId::send_password_reset:
      return {"password reset",
              "",
              "to send a password reset for ",
              "is sending a password reset for ",
              "sent a password reset for ",
              "would send a password reset for "};
    case RemedyId::send_sign_in_link:
      return {"sign-in link",
              "",
              "to send a sign-in link for ",
              "is sending a sign-in link for ",
              "sent a sign-in link for ",
              "would send a sign-in link for "};
    case RemedyId::lift_suppression:
      return {"suppression",
              "lifted",
              "to lift the suppression of ",
              "is lifting the suppression of ",
              "lifted the suppression of ",
              "would lift the suppression of "};
    case RemedyId::lift_complaint:
      return {"complaint",
              "lifted",
              "to lift the complaint of ",
              "is lifting the complaint of ",
              "lifted the complaint of ",
              "would lift the complaint of "};
    case RemedyId::lift_unsubscribe:
      return {"unsubscribe",
              "lifted",
              "to lift the unsubscribe of ",
              "is lifting the unsubscribe of ",
              "lifted the unsubscribe of ",
              "would lift the unsubscribe of "};
    case RemedyId::put_back_bounce:
      return {"suppression",
              "put back",
              "to put back the suppression of ",
              "is putting back the suppression of ",
              "put back the suppression of ",
              "would put back the suppression of "};
    case RemedyId::put_back_complaint:
      return {"complaint",
              "put back",
              "to put back the complaint of ",
              "is putting back the complaint of ",
              "put back the complaint of ",
              "would put back the complaint of "};
    case RemedyId::put_back_unsubscribe:
      return {"unsubscribe",
              "put back",
              "to put back the unsubscribe of ",
              "is putting back the unsubscribe of ",
              "put back the unsubscribe of ",
              "would put back the unsubscribe of "};
    case RemedyId::check_other_address: break;  // it has a line of its own
  }
  return {};
}

/// Mail addresses may be 254 long; a confirm dialog's whole text must stay within Slack's 300.
std::string for_dialog(const EmailAddress& email) {
  constexpr std::size_t k_shown = 100;
  const std::string& full = email.full();
  return full.size() <= k_shown ? full : full.substr(0, k_shown) + "…";
}

/// A button's text may have 75 characters (docs.slack.dev, button element): a long address is
/// shortened in its middle, since people tell addresses apart by how they begin and by the domain.
std::string for_button(const EmailAddress& email) {
  constexpr std::size_t k_shown = 66;
  constexpr std::size_t k_end = 30;
  const std::string& full = email.full();
  if (full.size() <= k_shown) return full;
  return full.substr(0, k_shown - k_end - 1) + "…" + full.substr(full.size() - k_end);
}

chat::Confirm confirm_mail(RemedyId remedy, const std::string& customer, const std::string& site) {
  if (remedy == RemedyId::resend_confirmation) {
    return chat::Confirm{
        .title = "Resend the confirmation?",
        .text = site + " mails a confirmation link for " + customer + " right away.",
        .yes = "Resend",
        .no = "Not now"};
  }
  if (remedy == RemedyId::send_sign_in_link) {
    return chat::Confirm{
        .title = "Send a sign-in link?",
        .text = site + " mails " + customer + " a link that signs them in, right away.",
        .yes = "Send",
        .no = "Not now"};
  }
  return {.title = "Send a password reset?",
          .text = site + " mails a reset link for " + customer +
                  " right away. Links in earlier reset mails stop working.",
          .yes = "Send",
          .no = "Not now"};
}

chat::Confirm confirm_list(RemedyId remedy, const std::string& customer, const std::string& site) {
  const std::string thing{words(remedy).thing};
  if (const auto list = returned_list(remedy)) {
    return {.title = "Put the " + thing + " back?",
            .text = "Puts " + customer + " back on " + list_name(*list) + " of " + site +
                    "'s mail domain, as it was: mail is held back again.",
            .yes = "Put back",
            .no = "Not now"};
  }
  const std::string list = list_name(lifted_list(remedy).value_or(SuppressionList::bounces));
  const std::string effect = "Takes " + customer + " off " + list + " of " + site +
                             "'s mail domain, so that mail is tried again. Nothing is sent by it.";
  if (!is_against_wish(remedy)) {
    return {.title = "Lift the suppression?", .text = effect, .yes = "Lift", .no = "Not now"};
  }
  return {.title = "Did the customer ask for it?",
          .text = effect,
          .yes = "The customer asked for it",
          .no = "Not now"};
}

bool needs_second_person(RemedyId remedy, const ActionRow& row) {
  const auto& listed = row.second_person;
  return is_against_wish(remedy) || std::find(listed.begin(), listed.end(), remedy) != listed.end();
}

chat::Confirm confirm(RemedyId remedy, const ActionRow& row, bool approves) {
  const std::string customer = for_dialog(row.email);
  auto dialog = sends_mail(remedy) ? confirm_mail(remedy, customer, row.service)
                                   : confirm_list(remedy, customer, row.service);
  if (approves) {
    if (!is_against_wish(remedy)) dialog.yes = "Approve";
  } else if (needs_second_person(remedy, row)) {
    dialog.text += " A second person has to approve it first.";
  }
  return dialog;
}

/// "✅ @dana resent the confirmation for jane@acme.example", and how it goes on.
Text did(std::string_view mark, std::string_view verb, const Press& press, const ActionRow& row,
         Text ending) {
  Text text = {chat::plain(std::string{mark} + " "), chat::user(press.by),
               chat::plain(" " + std::string{verb}), chat::code(row.email.full())};
  text.insert(text.end(), ending.begin(), ending.end());
  return text;
}

Text at(const Press& press, const std::string& ending) {
  Text text = {chat::plain(", "), chat::date(press.at)};
  if (!press.proposed_by.empty()) {
    text.push_back(chat::plain(", as "));
    text.push_back(chat::user(press.proposed_by));
    text.push_back(chat::plain(" had asked"));
  }
  text.push_back(chat::plain(ending));
  return text;
}

/// "✋ @dana wants to lift the suppression of jane@acme.example, 10:04: needs another pair of eyes."
Text proposed(const Press& press, const ActionRow& row) {
  const std::string verb = "wants " + std::string{words(press.remedy).ask};
  return did("✋", verb, press, row,
             at(press, ": needs another pair of eyes. Nothing was done yet."));
}

/// "@dana asked CustomersDot to resend the confirmation for jane@acme.example, 10:04", and what
/// it said.
Text asked(std::string_view mark, const Press& press, const ActionRow& row,
           const std::string& ending) {
  const std::string verb = "asked " + row.service + " " + std::string{words(press.remedy).ask};
  return did(mark, verb, press, row, at(press, ". " + row.service + " " + ending));
}

/// How a line about a mail that may have left goes on: `hint` says how to find out what became of
/// it where nobody watches, `known` stands where the next line tells it.
std::string mail_log_part(const Press& press, const std::string& hint, const std::string& known) {
  if (!press.followed) return hint;
  return press.ending ? known : " · watching the mail log";
}

Text accepted(const Press& press, const ActionRow& row) {
  return did("✅", words(press.remedy).did, press, row,
             at(press, mail_log_part(press,
                                     ". In a few minutes “Check again” shows whether the mail "
                                     "arrived.",
                                     "")));
}

Text accepted_unproven(const Press& press, const ActionRow& row) {
  return asked("✅", press, row,
               "does not say whether it knows this address" +
                   mail_log_part(press,
                                 ", so only the mail log tells whether a mail left: “Check again” "
                                 "in a few minutes.",
                                 "."));
}

Text uncertain(const Press& press, const ActionRow& row) {
  std::string ending = "did not answer after we had sent the form";
  if (!press.ending) {
    const std::string hint = press.followed ? "" : " (“Check again”)";
    ending += ". The mail log will show within minutes whether a mail left" + hint +
              "; until then the button stays away";
  }
  return asked("⚠️", press, row, ending + mail_log_part(press, ".", "."));
}

Text failed(const Press& press, const ActionRow& row) {
  const std::string why = press.why.empty() ? "" : ": " + one_line(press.why);
  const Words verbs = words(press.remedy);
  const std::string thing{verbs.thing};
  return {chat::plain(sends_mail(press.remedy)
                          ? "❌ No " + thing + " was sent for "
                          : "❌ The " + thing + " was not " + std::string{verbs.not_done} + " for "),
          chat::code(row.email.full()),
          chat::plain(why + ". "),
          chat::user(press.by),
          chat::plain(" tried "),
          chat::date(press.at),
          chat::plain("; the button is back.")};
}

bool was_put_back(RemedyId lift, const ActionRow& row) {
  const auto list = lifted_list(lift);
  return list && std::any_of(row.presses.begin(), row.presses.end(), [&](const Press& press) {
           return press.remedy == put_back_of(*list) && press.outcome == RemedyOutcome::put_back;
         });
}

/// "The list said: 550 mailbox disabled, since 10 Nov."
void add_row(Text& text, const std::string& opening, const Press& press) {
  text.push_back(chat::plain(opening + one_line(press.note)));
  if (press.listed_since) {
    text.push_back(chat::plain(", since "));
    text.push_back(chat::date(*press.listed_since));
  }
  text.push_back(chat::plain("."));
}

/// With what the list said, so that the thread keeps it.
Text lifted(const Press& press, const ActionRow& row) {
  Text ending = at(press, ". ");
  if (press.note.empty()) {
    ending.push_back(chat::plain("It was not on the list any more."));
  } else {
    add_row(ending, "The list said: ", press);
  }
  if (!was_put_back(press.remedy, row)) {
    ending.push_back(chat::plain(" Mail to it is tried again; none was sent by this."));
  }
  return did("✅", words(press.remedy).did, press, row, std::move(ending));
}

Text put_back(const Press& press, const ActionRow& row) {
  Text ending = at(press, ". ");
  add_row(ending, "The list says: ", press);
  ending.push_back(chat::plain(" Mail to it is held back again."));
  return did("↩️", words(press.remedy).did, press, row, std::move(ending));
}

Text dry_run(const Press& press, const ActionRow& row) {
  const std::string what = press.note.empty() ? "" : " " + one_line(press.note);
  return did("🧪", words(press.remedy).would, press, row,
             at(press, "." + what + " Nothing was " + (sends_mail(press.remedy) ? "sent" : "done") +
                           ": Latchkey runs with dry_run = true."));
}

/// "🔎 @dana checked jane_doe@acme.example, 10:04. The answer stands below."
Text checked(const Press& press, const ActionRow& row) {
  Text text = {chat::plain("🔎 "), chat::user(press.by), chat::plain(" checked ")};
  text.push_back(row.other_address ? chat::code(row.other_address->full())
                                   : chat::plain("the other address"));
  const Text ending = at(press, ". The answer stands below.");
  text.insert(text.end(), ending.begin(), ending.end());
  return text;
}

Text outcome_line(const Press& press, const ActionRow& row) {
  if (only_looks(press.remedy)) return checked(press, row);
  const Words verbs = words(press.remedy);
  switch (press.outcome) {
    case RemedyOutcome::proposed: return proposed(press, row);
    case RemedyOutcome::in_progress: return did("⏳", verbs.doing, press, row, {chat::plain(" …")});
    case RemedyOutcome::accepted: return accepted(press, row);
    case RemedyOutcome::accepted_unproven: return accepted_unproven(press, row);
    case RemedyOutcome::already_confirmed:
      return asked("ℹ️", press, row,
                   "says that this address is confirmed already, so no mail left.");
    case RemedyOutcome::unknown_address:
      return asked("ℹ️", press, row, "says that it has no such account, so no mail left.");
    case RemedyOutcome::uncertain: return uncertain(press, row);
    case RemedyOutcome::lifted: return lifted(press, row);
    case RemedyOutcome::put_back: return put_back(press, row);
    case RemedyOutcome::failed: return failed(press, row);
    case RemedyOutcome::dry_run: return dry_run(press, row);
    case RemedyOutcome::looked_up: break;  // no remedy's that does something
  }
  return {};
}

/// The last press of each remedy: an earlier one of the same remedy failed, and that is over.
std::vector<Press> last_presses(const ActionRow& row) {
  std::vector<Press> last;
  for (const Press& press : row.presses) {
    std::erase_if(last, [&](const Press& other) { return other.remedy == press.remedy; });
    last.push_back(press);
  }
  return last;
}

bool is_left(RemedyId remedy, const std::vector<Press>& presses) {
  return std::all_of(presses.begin(), presses.end(), [&](const Press& press) {
    return press.remedy != remedy || press.outcome == RemedyOutcome::failed;
  });
}

std::string button_label(RemedyId remedy, const ActionRow& row) {
  if (remedy == RemedyId::check_other_address) return "Check " + for_button(*row.other_address);
  return std::string{label(remedy)};
}

chat::Button remedy_button(RemedyId remedy, const ActionRow& row) {
  chat::Button button{.label = button_label(remedy, row),
                      .action = std::string{to_string(remedy)},
                      .value = row.diagnosis_id,
                      .style = chat::Button::Style::plain,
                      .confirm = {}};
  // A press that only looks is no matter of the customer's.
  if (!only_looks(remedy)) button.confirm = confirm(remedy, row, false);
  return button;
}

/// "Approve", or "Approve: Lift complaint" where several wait for it.
chat::Button approve_button(RemedyId remedy, const ActionRow& row, bool only_one) {
  return {.label = only_one ? "Approve" : "Approve: " + std::string{label(remedy)},
          .action = approval_action(remedy),
          .value = row.diagnosis_id,
          .style = chat::Button::Style::primary,
          .confirm = confirm(remedy, row, true)};
}

void add_approvals(chat::Block& block, const ActionRow& row, const std::vector<Press>& presses) {
  const auto waits = [](const Press& press) { return press.outcome == RemedyOutcome::proposed; };
  const bool only_one = std::count_if(presses.begin(), presses.end(), waits) == 1;
  for (const Press& press : presses) {
    if (waits(press)) block.buttons.push_back(approve_button(press.remedy, row, only_one));
  }
}

/// The lifts that can be undone.
std::vector<RemedyId> put_backs(const std::vector<Press>& presses) {
  std::vector<RemedyId> remedies;
  for (const Press& press : presses) {
    const auto list = lifted_list(press.remedy);
    if (!list || press.outcome != RemedyOutcome::lifted || !press.can_be_put_back) continue;
    if (is_left(put_back_of(*list), presses)) remedies.push_back(put_back_of(*list));
  }
  return remedies;
}

/// The remedies that were not pressed yet, at most so many.
std::vector<RemedyId> remedies_left(const ActionRow& row, const std::vector<Press>& presses,
                                    std::size_t most) {
  std::vector<RemedyId> left;
  for (const RemedyId remedy : row.offered) {
    if (remedy == RemedyId::check_other_address && !row.other_address) continue;
    if (is_left(remedy, presses) && left.size() < most) left.push_back(remedy);
  }
  return left;
}

chat::Block buttons(const ActionRow& row, const std::vector<Press>& presses) {
  // More are not taken in at a glance. "Check again" is always one of them.
  constexpr std::size_t k_most = 5;
  chat::Block block{.kind = chat::Block::Kind::buttons};
  add_approvals(block, row, presses);
  const auto back = put_backs(presses);
  const std::size_t others = block.buttons.size() + back.size() + (row.with_reply ? 2 : 1);
  for (const RemedyId remedy : remedies_left(row, presses, k_most - std::min(k_most, others))) {
    const bool helps_first = row.first_is_primary && block.buttons.empty() && presses.empty();
    block.buttons.push_back(remedy_button(remedy, row));
    if (helps_first) block.buttons.back().style = chat::Button::Style::primary;
  }
  for (const RemedyId remedy : back) block.buttons.push_back(remedy_button(remedy, row));
  if (row.with_reply) {
    // Where no remedy helps by itself, the customer has to be asked something.
    const bool helps_first = presses.empty() && (block.buttons.empty() || !row.first_is_primary);
    block.buttons.push_back(
        {.label = "Draft reply",
         .action = std::string{k_draft_reply},
         .value = row.diagnosis_id,
         .style = helps_first ? chat::Button::Style::primary : chat::Button::Style::plain,
         .confirm = {}});
  }
  block.buttons.push_back({.label = "Check again",
                           .action = std::string{k_recheck},
                           .value = row.diagnosis_id,
                           .style = chat::Button::Style::plain,
                           .confirm = {}});
  return block;
}

/// For clients that show no blocks.
std::string summary(const Press& press) {
  if (only_looks(press.remedy)) return "The other address was checked: the answer stands below";
  std::string text = std::string{label(press.remedy)} + ": ";
  if (press.ending) return text + "the mail " + mail_ending_summary(press.ending->end);
  switch (press.outcome) {
    case RemedyOutcome::proposed: return text + "needs another pair of eyes";
    case RemedyOutcome::in_progress: return text + "being done";
    case RemedyOutcome::accepted:
    case RemedyOutcome::accepted_unproven: return text + "asked for";
    case RemedyOutcome::uncertain: return text + "not certain";
    case RemedyOutcome::lifted:
    case RemedyOutcome::put_back: return text + "done";
    case RemedyOutcome::looked_up:
    case RemedyOutcome::already_confirmed:
    case RemedyOutcome::unknown_address:
    case RemedyOutcome::failed:
    case RemedyOutcome::dry_run: break;
  }
  return text + (sends_mail(press.remedy) ? "no mail left" : "not done");
}

}  // namespace

std::string approval_action(RemedyId remedy) {
  return std::string{k_approve} + std::string{to_string(remedy)};
}

std::optional<PressedRemedy> pressed_remedy(std::string_view action) {
  const bool approves = action.starts_with(k_approve);
  if (approves) action.remove_prefix(k_approve.size());
  const auto remedy = parse_remedy(action);
  if (!remedy) return std::nullopt;
  return PressedRemedy{*remedy, approves};
}

chat::Message render(const ActionRow& row) {
  const std::vector<Press> presses = last_presses(row);
  chat::Message message{.summary = "What you can do", .blocks = row.above};
  for (const Press& press : presses) {
    message.blocks.push_back({.text = outcome_line(press, row)});
    if (press.ending) message.blocks.push_back({.text = mail_ending_line(*press.ending)});
  }
  if (!presses.empty()) message.summary = summary(presses.back());
  if (presses.empty()) message.blocks.push_back({.text = {chat::bold("What you can do")}});
  if (row.limit_reached) {
    message.blocks.push_back(
        {.text = {chat::plain("No mail can be offered now: this customer has had as many as the "
                              "limits allow.")}});
  }
  message.blocks.push_back(buttons(row, presses));
  return message;
}

}  // namespace latchkey::rendering
