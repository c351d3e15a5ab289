#include "bot/rendering/press_lines.hpp"

#include "bot/rendering/foreign_text.hpp"
#include "bot/rendering/remedy_words.hpp"
#include "core/diagnosis/suppression.hpp"
#include "core/remedies/suppression_remedies.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace latchkey::rendering {
namespace {

using chat::Text;

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
  const RemedyWords verbs = words(press.remedy);
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

}  // namespace

Text press_line(const Press& press, const ActionRow& row) {
  if (only_looks(press.remedy)) return checked(press, row);
  const RemedyWords verbs = words(press.remedy);
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

}  // namespace latchkey::rendering
