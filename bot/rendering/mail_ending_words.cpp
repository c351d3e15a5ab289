#include "bot/rendering/mail_ending_words.hpp"

#include "bot/rendering/foreign_text.hpp"
#include "core/diagnosis/mail.hpp"
#include "core/remedies/remedy_mail.hpp"

#include <string_view>

namespace latchkey::rendering {
namespace {

using chat::Text;

/// The parts of "❌ … bounced, 10:05: 550 5.1.1 user unknown. Ask the customer for another address."
struct EndingWords {
  std::string_view mark;
  std::string_view verb;
  /// What stands before the time; empty: no time.
  std::string_view to_time;
  std::string_view advice;
};

EndingWords ending_words(MailEnd end) {
  constexpr std::string_view k_not_the_customer =
      "This is not the customer's doing: tell whoever looks after our mail.";
  switch (end) {
    case MailEnd::delivered: return {"✅", "was delivered", ", ", ""};
    case MailEnd::bounced: return {"❌", "bounced", ", ", "Ask the customer for another address."};
    case MailEnd::blocked:
      return {"❌", "was refused because of our sending address", ", ", k_not_the_customer};
    case MailEnd::suppressed:
      return {"❌", "was not sent, since the address stands on a suppression list", ", ",
              "“Check again” shows what can be done."};
    case MailEnd::rejected:
      return {"❌", "was refused by the mail provider", ", ", k_not_the_customer};
    case MailEnd::delayed:
      return {"⚠️", "is still on its way after an hour", ", last tried ",
              "“Check again” tells more later."};
    case MailEnd::pending:
      return {"⚠️", "was taken by the mail provider", ", ",
              "Nothing more is known after an hour: “Check again” tells more later."};
    case MailEnd::not_seen:
      return {"⚠️", "did not show in the mail log within an hour, so probably none left", "",
              "“Check again” asks everything anew."};
    case MailEnd::not_asked:
      return {"⚠️", "could not be followed in the mail log", "",
              "“Check again” asks everything anew."};
  }
  return {};
}

/// `which` is the mail, as the sentence's subject.
Text sentence(Text which, const MailEnding& ending) {
  const auto words = ending_words(ending.end);
  Text text = {chat::plain(std::string{words.mark} + " ")};
  text.insert(text.end(), which.begin(), which.end());
  text.push_back(chat::plain(" " + std::string{words.verb}));
  if (ending.end == MailEnd::delivered && !ending.host.empty()) {
    text.push_back(chat::plain(" to " + one_line(ending.host)));
  }
  if (!words.to_time.empty()) {
    text.push_back(chat::plain(std::string{words.to_time}));
    text.push_back(chat::date(ending.at));
  }
  const std::string reason = ending.reason.empty() ? "" : ": " + one_line(ending.reason);
  const std::string stop = words.advice.empty() ? "" : reason.ends_with('.') ? " " : ". ";
  text.push_back(chat::plain(reason + stop + std::string{words.advice}));
  return text;
}

}  // namespace

Text mail_ending_line(const MailEnding& ending) {
  return sentence({chat::plain("…")}, ending);
}

std::string mail_ending_summary(MailEnd end) {
  return std::string{ending_words(end).verb};
}

chat::Message mail_did_not_arrive(const std::string& by, RemedyId remedy,
                                  const EmailAddress& customer, const MailEnding& ending) {
  const std::string mail = "the " + mail_words(mail_of(remedy), "") + " for ";
  const Text which = {chat::user(by), chat::plain(": " + mail), chat::code(customer.full())};
  return {.summary = mail + customer.full() + " " + mail_ending_summary(ending.end),
          .blocks = {{.text = sentence(which, ending)}}};
}

}  // namespace latchkey::rendering
