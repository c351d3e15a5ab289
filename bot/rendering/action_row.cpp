#include "bot/rendering/action_row.hpp"

#include "bot/rendering/foreign_text.hpp"

#include <algorithm>
#include <utility>

namespace latchkey::rendering {
namespace {

using chat::Text;

/// The words for one remedy.
struct Words {
  std::string_view doing;      ///< "@dana is resending the confirmation to"
  std::string_view did;        ///< "@dana resent the confirmation to"
  std::string_view would;      ///< "would resend the confirmation to"
  std::string_view asked_for;  ///< "@dana asked CustomersDot for the confirmation mail to"
};

Words words(RemedyId remedy) {
  switch (remedy) {
    case RemedyId::resend_confirmation:
      return {"is resending the confirmation to ", "resent the confirmation to ",
              "would resend the confirmation to ", "the confirmation mail to "};
    case RemedyId::send_password_reset:
      return {"is sending a password reset to ", "sent a password reset to ",
              "would send a password reset to ", "a password reset for "};
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
  const std::string to = for_dialog(row.email);
  // A service's name is the operator's; the same bound holds.
  const std::string site = row.service.substr(0, 60);
  if (remedy == RemedyId::resend_confirmation) {
    return {
        .title = "Resend the confirmation?",
        .text = site + " will mail a confirmation link to " + to + ". The customer gets this mail.",
        .yes = "Resend",
        .no = "Not now"};
  }
  return {.title = "Send a password reset?",
          .text = site + " will mail a reset link to " + to +
                  ". The customer gets this mail, and links of earlier reset mails stop working.",
          .yes = "Send",
          .no = "Not now"};
}

Text accepted(const Press& press, const ActionRow& row) {
  return {chat::plain("✅ "),
          chat::user(press.by),
          chat::plain(" " + std::string{words(press.remedy).did}),
          chat::code(row.email.full()),
          chat::plain(" at "),
          chat::date(press.at),
          chat::plain(". In a few minutes “Check again” shows whether the mail arrived.")};
}

/// "@dana asked CustomersDot for the confirmation mail to jane@acme.example at 10:04" and what
/// came.
Text asked_for(std::string_view mark, const Press& press, const ActionRow& row,
               const std::string& outcome) {
  return {
      chat::plain(std::string{mark} + " "),
      chat::user(press.by),
      chat::plain(" asked " + row.service + " for " + std::string{words(press.remedy).asked_for}),
      chat::code(row.email.full()),
      chat::plain(" at "),
      chat::date(press.at),
      chat::plain(outcome)};
}

Text unfinished(std::string_view mark, std::string_view verb, const Press& press,
                const ActionRow& row, const std::string& ending) {
  return {chat::plain(std::string{mark} + " "), chat::user(press.by),
          chat::plain(" " + std::string{verb}), chat::code(row.email.full()), chat::plain(ending)};
}

Text failed(const Press& press, const ActionRow& row) {
  const std::string why = press.why.empty() ? "" : " " + one_line(press.why) + ".";
  return asked_for("❌", press, row, ", in vain." + why + " No mail left; the button is back.");
}

Text outcome_line(const Press& press, const ActionRow& row) {
  switch (press.outcome) {
    case RemedyOutcome::in_progress:
      return unfinished("⏳", words(press.remedy).doing, press, row, " …");
    case RemedyOutcome::accepted: return accepted(press, row);
    case RemedyOutcome::accepted_unproven:
      return asked_for("✅", press, row,
                       ". It answers the same for every address, so only the mail log tells "
                       "whether a mail left: “Check again” in a few minutes.");
    case RemedyOutcome::already_confirmed:
      return asked_for("ℹ️", press, row,
                       ". It says that this address is confirmed already, so no mail left.");
    case RemedyOutcome::unknown_address:
      return asked_for("ℹ️", press, row,
                       ". It says that it has no account with this address, so no mail left.");
    case RemedyOutcome::uncertain:
      return asked_for("⚠️", press, row,
                       ". It did not answer after we had sent the form, so a mail may have left or "
                       "not. The mail log tells within minutes: “Check again”. Until then the "
                       "button stays away.");
    case RemedyOutcome::failed: return failed(press, row);
    case RemedyOutcome::dry_run:
      return unfinished("🧪", words(press.remedy).would, press, row,
                        ". Nothing was sent: Latchkey runs with dry_run = true.");
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
  chat::Block block{.kind = chat::Block::Kind::buttons};
  for (const RemedyId remedy : row.offered) {
    if (!is_left(remedy, presses)) continue;
    const bool helps_first = block.buttons.empty() && presses.empty();
    block.buttons.push_back(
        {.label = std::string{label(remedy)},
         .action = std::string{to_string(remedy)},
         .value = row.diagnosis_id,
         .style = helps_first ? chat::Button::Style::primary : chat::Button::Style::plain,
         .confirm = confirm(remedy, row)});
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
  switch (press.outcome) {
    case RemedyOutcome::in_progress: return text + "being done";
    case RemedyOutcome::accepted:
    case RemedyOutcome::accepted_unproven: return text + "asked for";
    case RemedyOutcome::uncertain: return text + "not certain";
    case RemedyOutcome::already_confirmed:
    case RemedyOutcome::unknown_address:
    case RemedyOutcome::failed:
    case RemedyOutcome::dry_run: break;
  }
  return text + "no mail left";
}

}  // namespace

chat::Message render(const ActionRow& row) {
  const std::vector<Press> presses = last_presses(row);
  chat::Message message{.summary = "What you can do", .blocks = {}};
  for (const Press& press : presses) {
    message.blocks.push_back({.text = outcome_line(press, row)});
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
