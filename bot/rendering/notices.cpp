#include "bot/rendering/notices.hpp"

#include "bot/rendering/action_row.hpp"
#include "bot/rendering/foreign_text.hpp"
#include "bot/rendering/health.hpp"
#include "bot/rendering/text.hpp"
#include "core/diagnosis/mail_retention.hpp"

#include <initializer_list>
#include <utility>

namespace latchkey::rendering {
namespace {

using chat::Text;

/// For clients that show no blocks.
std::string flat(const Text& text) {
  std::string line;
  for (const chat::Span& span : text) {
    switch (span.kind) {
      case chat::Span::Kind::date: line += in_utc(span.at); break;
      case chat::Span::Kind::user: line += "Somebody"; break;
      default: line += span.text;
    }
  }
  return line;
}

chat::Message message(Text text) {
  std::string summary = flat(text);
  chat::Message result{.summary = std::move(summary), .blocks = {}};
  result.blocks.push_back({.text = std::move(text)});
  return result;
}

chat::Message message(std::string text) {
  return message(Text{chat::plain(std::move(text))});
}

/// "CustomersDot, GitLab.com"
std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

/// As it has to be typed.
std::string quoted(const std::string& name) {
  return name.find(' ') == std::string::npos ? name : '"' + name + '"';
}

chat::Block check_again_row(const std::string& diagnosis_id) {
  chat::Block row{.kind = chat::Block::Kind::buttons};
  row.buttons.push_back({.label = "Check again",
                         .action = std::string{k_recheck},
                         .value = diagnosis_id,
                         .style = chat::Button::Style::primary,
                         .confirm = {}});
  return row;
}

/// What can be typed, and what it does.
using Typed = std::pair<std::string, std::string>;

/// How to look back further than usual, or where the logs do not go back further, less far.
Typed other_window(const std::string& example, std::chrono::seconds mail_log_retention) {
  const auto most = std::chrono::floor<std::chrono::days>(mail_log_retention);
  if (most > k_usual_window) {
    const auto days = std::to_string(most.count());
    return {example + " since:" + days + "d",
            "reads " + days + " days of mail instead of " + std::to_string(k_usual_window.count())};
  }
  return {example + " since:12h",
          "reads 12 hours of mail instead of " + format_age(usual_window(mail_log_retention))};
}

/// One bullet for each thing that can be typed.
void append_lines(Text& text, std::initializer_list<Typed> rows) {
  for (const auto& [typed, meaning] : rows) {
    text.push_back(chat::plain("\n• "));
    text.push_back(chat::code(typed));
    text.push_back(chat::plain(" " + meaning));
  }
}

}  // namespace

chat::Message help(const std::string& command, const std::vector<std::string>& services,
                   std::chrono::seconds mail_log_retention) {
  const std::string example = command + " jane.doe@acme.example";
  Text text = {chat::bold("Why can a customer not sign in?")};
  append_lines(text, {{example, "looks it up and answers in a thread"},
                      other_window(example, mail_log_retention)});
  if (services.size() > 1) {
    append_lines(text, {{example + " service:" + quoted(services[1]),
                         "checks " + services[1] + " instead of " + services[0]}});
  }
  append_lines(text,
               {{command, "asks for the address in a form"},
                {command + " status", "says how Latchkey and the systems that it asks are"},
                {"@Latchkey diagnose jane.doe@acme.example", "answers in the thread it stands in"},
                {"@Latchkey escalate", "calls whoever is on call into the thread; why may follow"},
                {"Diagnose sign-in", "in a message’s menu takes the address out of that message"}});
  return message(std::move(text));
}

chat::Message status(const StatusFacts& facts) {
  Text text = {chat::bold("Latchkey " + facts.version), chat::plain(" runs since "),
               chat::date(facts.started_at),
               chat::plain(" · sites: " + joined(facts.services) + " · " +
                           (facts.running == 0 ? "nothing" : std::to_string(facts.running)) +
                           " in progress")};
  if (facts.dry_run) {
    text.push_back(chat::plain(" · dry run: buttons say what they would do and do not do it"));
  }
  text.push_back(chat::plain("\n"));
  const Text lines = health(facts.health);
  text.insert(text.end(), lines.begin(), lines.end());
  return message(std::move(text));
}

chat::Message not_understood(const std::string& sentence, const std::string& command) {
  return message(
      Text{chat::plain(sentence + " Example: "), chat::code(command + " jane.doe@acme.example")});
}

chat::Message unknown_service(const std::string& name, const std::vector<std::string>& known) {
  return message("There is no site called “" + one_line(name) + "”. There is: " + joined(known) +
                 ".");
}

chat::Message too_far_back(std::chrono::seconds mail_log_retention) {
  return message("Mail logs go back " + format_age(mail_log_retention) +
                 " at most. Please ask for less.");
}

chat::Message asked_before(const DiagnosisRecord& before, const std::string& link) {
  Text text = {chat::user(before.asked_by), chat::plain(" asked the same in this channel, "),
               chat::date(before.asked_at), chat::plain(": ")};
  text.push_back(link.empty() ? chat::plain("the answer is in that thread")
                              : chat::link("open the answer", link));
  text.push_back(chat::plain(". “Check again” asks every system anew and answers there."));
  chat::Message result = message(std::move(text));
  result.blocks.push_back(check_again_row(before.id));
  return result;
}

chat::Message being_asked() {
  return message(
      "The same is being asked in this channel right now; the answer is about to appear. Please "
      "look there before you ask again.");
}

chat::Message form_too_late(std::string_view button) {
  return message("“" + std::string{button} +
                 "” could not open its window in time. Please press again.");
}

chat::Message reply_not_posted() {
  return message("The reply could not be posted in the thread. Please try again.");
}

chat::Message too_many_questions(int per_minute, std::chrono::microseconds left) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
  return message("These were more than " + std::to_string(per_minute) +
                 " checks within a minute, which is the most for one person. The next one is "
                 "allowed in " +
                 std::to_string(seconds) + (seconds == 1 ? " second." : " seconds."));
}

chat::Message too_busy() {
  return message("Too many checks are running at the moment. Please try again in a minute.");
}

chat::Message store_unavailable() {
  return message(
      "Latchkey cannot write its records at the moment, so it did nothing. Please tell "
      "whoever runs it, and try again later.");
}

chat::Message already_pressed(RemedyId remedy, const RemedyAlreadyBegun& before) {
  Text text = {chat::user(before.by),
               chat::plain(" pressed “" + std::string{label(remedy)} + "” here before you: "),
               chat::date(before.at)};
  std::string rest = ". It is done once only; the message says what came of it.";
  if (before.outcome == RemedyOutcome::in_progress) {
    rest = ". It is being done; the message will say what came of it.";
  } else if (before.outcome == RemedyOutcome::proposed) {
    rest = ". It needs another pair of eyes: yours, if you press “Approve” there.";
  }
  text.push_back(chat::plain(std::move(rest)));
  return message(std::move(text));
}

chat::Message needs_another_person(RemedyId remedy) {
  return message("You asked for “" + std::string{label(remedy)} +
                 "” yourself, so somebody else has to press “Approve”. Nothing was done.");
}

chat::Message proposal_lapsed(RemedyId remedy, const std::string& proposed_by) {
  return message(Text{chat::plain("“" + std::string{label(remedy)} + "” was asked for by "),
                      chat::user(proposed_by),
                      chat::plain(", who may not any more. Nothing was done. “Check again” offers "
                                  "it anew.")});
}

chat::Message over_limit(const EmailAddress& customer, const RemedyOverLimit& limit) {
  const std::string mails = limit.allowed == 1 ? " mail" : " mails";
  return message(
      Text{chat::code(customer.full()),
           chat::plain(" got " + std::to_string(limit.allowed) + mails +
                       " through Latchkey within " + (limit.per_day ? "a day" : "an hour") +
                       ", which is the most. Nothing was sent. The next one is allowed "
                       "from "),
           chat::date(limit.again_at), chat::plain(" on.")});
}

chat::Message stale_press(const std::string& diagnosis_id) {
  chat::Message result =
      message("This answer is too old to act on: things may have changed. Nothing was done.");
  result.blocks.push_back(check_again_row(diagnosis_id));
  return result;
}

chat::Message pressed_elsewhere() {
  return message(
      "Nothing was done: this answer was given in another channel, and its buttons work only "
      "there. Please press there, or ask anew here.");
}

chat::Message press_on_forgotten() {
  return message("Nothing was done: this answer is no longer kept. Please ask anew.");
}

chat::Message press_expired(RemedyId remedy) {
  return message("“" + std::string{label(remedy)} +
                 "” was not done: its turn came more than five minutes after the press. Please "
                 "press again if it is still wanted.");
}

}  // namespace latchkey::rendering
