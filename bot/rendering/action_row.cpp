#include "bot/rendering/action_row.hpp"

#include "bot/rendering/foreign_text.hpp"
#include "bot/rendering/mail_ending_words.hpp"

#include <algorithm>
#include <utility>

namespace latchkey::rendering {
namespace {

using chat::Text;

/// The words for one remedy. "for", not "to": with a changed address that waits, Devise mails the
/// new one.
struct Words {
  std::string_view thing;
  std::string_view ask;
  std::string_view doing;
  std::string_view did;
  std::string_view would;
};

Words words(RemedyId remedy) {
  switch (remedy) {
    case RemedyId::resend_confirmation:
      return {"confirmation", "to resend the confirmation for ",
              "is resending the confirmation for ", "resent the confirmation for ",
              "would resend the confirmation for "};
    case RemedyId::send_password_reset:
      return {"password reset", "to send a password reset for ", "is sending a password reset for ",
              "sent a password reset for ", "would send a password reset for "};
    case RemedyId::send_sign_in_link:
      return {"sign-in link", "to send a sign-in link for ", "is sending a sign-in link for ",
              "sent a sign-in link for ", "would send a sign-in link for "};
    case RemedyId::lift_suppression:
      return {"suppression", "to lift the suppression of ", "is lifting the suppression of ",
              "lifted the suppression of ", "would lift the suppression of "};
  }
  return {};
}

/// Mail addresses may be 254 long; a confirm dialog's whole text must stay within Slack's 300.
std::string for_dialog(const EmailAddress& email) {
  constexpr std::size_t k_shown = 100;
  const std::string& full = email.full();
  return full.size() <= k_shown ? full : full.substr(0, k_shown) + "…";
}

chat::Confirm confirm(RemedyId remedy, const ActionRow& row) {
  const std::string customer = for_dialog(row.email);
  const std::string& site = row.service;
  if (remedy == RemedyId::resend_confirmation) {
    return {.title = "Resend the confirmation?",
            .text = site + " mails a confirmation link for " + customer + " right away.",
            .yes = "Resend",
            .no = "Not now"};
  }
  if (remedy == RemedyId::send_sign_in_link) {
    return {.title = "Send a sign-in link?",
            .text = site + " mails " + customer + " a link that signs them in, right away.",
            .yes = "Send",
            .no = "Not now"};
  }
  if (remedy == RemedyId::lift_suppression) {
    return {.title = "Lift the suppression?",
            .text = "Takes " + customer + " off the bounce list of " + site +
                    "'s mail domain, so that mail is tried again. Nothing is sent by it.",
            .yes = "Lift",
            .no = "Not now"};
  }
  return {.title = "Send a password reset?",
          .text = site + " mails a reset link for " + customer +
                  " right away. Links in earlier reset mails stop working.",
          .yes = "Send",
          .no = "Not now"};
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
  return {chat::plain(", "), chat::date(press.at), chat::plain(ending)};
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
  const std::string thing{words(press.remedy).thing};
  return {chat::plain(sends_mail(press.remedy) ? "❌ No " + thing + " was sent for "
                                               : "❌ The " + thing + " was not lifted for "),
          chat::code(row.email.full()),
          chat::plain(why + ". "),
          chat::user(press.by),
          chat::plain(" tried "),
          chat::date(press.at),
          chat::plain("; the button is back.")};
}

/// With what the list said, so that the thread keeps it.
Text lifted(const Press& press, const ActionRow& row) {
  const std::string said = press.note.empty() ? "It was not on the list any more."
                                              : "The list said: " + one_line(press.note) + ".";
  return did("✅", words(press.remedy).did, press, row,
             at(press, ". " + said + " Mail to it is tried again; none was sent by this."));
}

Text outcome_line(const Press& press, const ActionRow& row) {
  const Words verbs = words(press.remedy);
  switch (press.outcome) {
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
    case RemedyOutcome::failed: return failed(press, row);
    case RemedyOutcome::dry_run:
      return did("🧪", verbs.would, press, row,
                 {chat::plain(std::string{". Nothing was "} +
                              (sends_mail(press.remedy) ? "sent" : "done") +
                              ": Latchkey runs with dry_run = true.")});
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

chat::Block buttons(const ActionRow& row, const std::vector<Press>& presses) {
  constexpr std::size_t k_buttons_at_most = 5;
  chat::Block block{.kind = chat::Block::Kind::buttons};
  const bool escalate = row.with_escalate && !row.escalated;
  const std::size_t others = 1U + (row.with_reply ? 1U : 0U) + (escalate ? 1U : 0U);
  for (const RemedyId remedy : row.offered) {
    if (!is_left(remedy, presses)) continue;
    // The one that helps least waits until another is pressed, and gone.
    if (block.buttons.size() + others == k_buttons_at_most) break;
    const bool helps_first = row.first_is_primary && block.buttons.empty() && presses.empty();
    block.buttons.push_back(
        {.label = std::string{label(remedy)},
         .action = std::string{to_string(remedy)},
         .value = row.diagnosis_id,
         .style = helps_first ? chat::Button::Style::primary : chat::Button::Style::plain,
         .confirm = confirm(remedy, row)});
  }
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
  if (escalate) {
    block.buttons.push_back({.label = std::string{k_escalate_label},
                             .action = std::string{k_escalate},
                             .value = row.diagnosis_id,
                             .style = chat::Button::Style::plain,
                             .confirm = chat::Confirm{.title = "Escalate?",
                                                      .text = "Whoever is on call is called into "
                                                              "this thread, right away.",
                                                      .yes = "Escalate",
                                                      .no = "Not now"}});
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
  std::string text = std::string{label(press.remedy)} + ": ";
  if (press.ending) return text + "the mail " + mail_ending_summary(press.ending->end);
  switch (press.outcome) {
    case RemedyOutcome::in_progress: return text + "being done";
    case RemedyOutcome::accepted:
    case RemedyOutcome::accepted_unproven: return text + "asked for";
    case RemedyOutcome::uncertain: return text + "not certain";
    case RemedyOutcome::lifted: return text + "done";
    case RemedyOutcome::already_confirmed:
    case RemedyOutcome::unknown_address:
    case RemedyOutcome::failed:
    case RemedyOutcome::dry_run: break;
  }
  return text + (sends_mail(press.remedy) ? "no mail left" : "not done");
}

}  // namespace

std::vector<chat::Block> what_came_of_presses(const ActionRow& row) {
  std::vector<chat::Block> lines;
  for (const Press& press : last_presses(row)) {
    lines.push_back({.text = outcome_line(press, row)});
    if (press.ending) lines.push_back({.text = mail_ending_line(*press.ending)});
  }
  return lines;
}

chat::Message render(const ActionRow& row) {
  const std::vector<Press> presses = last_presses(row);
  chat::Message message{.summary = "What you can do", .blocks = row.above};
  for (auto& line : what_came_of_presses(row)) message.blocks.push_back(std::move(line));
  if (!presses.empty()) message.summary = summary(presses.back());
  if (row.escalated) {
    message.blocks.push_back({.text = {chat::plain("🚨 "), chat::user(row.escalated->by),
                                       chat::plain(" escalated, "), chat::date(row.escalated->at),
                                       chat::plain(": see further down in this thread.")}});
  }
  if (presses.empty() && !row.escalated)
    message.blocks.push_back({.text = {chat::bold("What you can do")}});
  if (row.limit_reached) {
    message.blocks.push_back(
        {.text = {chat::plain("No mail can be offered now: this customer has had as many as the "
                              "limits allow.")}});
  }
  message.blocks.push_back(buttons(row, presses));
  return message;
}

}  // namespace latchkey::rendering
