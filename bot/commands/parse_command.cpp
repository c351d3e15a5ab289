#include "bot/commands/parse_command.hpp"

#include "bot/commands/characters.hpp"
#include "bot/commands/since_example.hpp"
#include "bot/commands/typed_address.hpp"
#include "bot/commands/unfolded_text.hpp"
#include "bot/commands/words.hpp"
#include "core/base/letter_case.hpp"
#include "core/base/time.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::commands {
namespace {

/// What the words turned out to be.
struct Understood {
  /// "since:14d"
  std::string since_example;
  std::vector<EmailAddress> addresses = {};
  std::optional<std::chrono::seconds> since = {};
  std::optional<std::string> service = {};
  /// Words that are no address and no option.
  std::vector<std::string> others = {};
  /// The first thing that is wrong, as a sentence.
  std::string problem = {};
  bool mentions_person = false;

  void complain(std::string sentence) {
    if (problem.empty()) problem = std::move(sentence);
  }
};

/// "since" and "14d" of `since:14d`, `--since=14d` and the dashes that keyboards make of "--".
std::optional<std::pair<std::string, std::string>> as_option(std::string_view word) {
  while (!word.empty()) {
    const Character dash = first_character(word);
    if (dash.code != '-' && dash.code != 0x2013 && dash.code != 0x2014) break;
    word.remove_prefix(dash.bytes.size());
  }
  const auto sign = word.find_first_of(":=");
  if (sign == std::string_view::npos) return std::nullopt;
  std::string name = in_lower_case(word.substr(0, sign));
  if (name != "since" && name != "service") return std::nullopt;
  return {{std::move(name), bare(word.substr(sign + 1)).text}};
}

void take_option(const std::string& name, const std::string& value, Understood& into) {
  if (name == "service") {
    if (value.empty()) into.complain("service: needs the name of a service.");
    into.service = value;
    return;
  }
  into.since = parse_duration(in_lower_case(value));
  if (!into.since || into.since->count() == 0) {
    into.complain(in_quotes(value) + " is not a time span. Examples: since:12h, " +
                  into.since_example + ".");
  }
}

void take_address(std::string_view text, Understood& into) {
  const TypedAddress typed = typed_address(text);
  if (const auto* sentence = std::get_if<std::string>(&typed)) {
    into.complain(*sentence);
    return;
  }
  const auto& address = std::get<EmailAddress>(typed);
  auto& known = into.addresses;
  if (std::find(known.begin(), known.end(), address) == known.end()) known.push_back(address);
}

/// Takes "a@b,c@d" apart, too: neither sign can be part of an address.
void take_addresses(std::string_view text, Understood& into) {
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(",;"), text.size());
    const std::string part = bare(text.substr(0, end)).text;
    if (!part.empty()) take_address(part, into);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void take_word(const Word& word, Understood& into) {
  if (const auto option = as_option(word.text)) {
    take_option(option->first, option->second, into);
  } else if (word.text.starts_with('@')) {
    into.mentions_person = true;
  } else if (word.text.find('@') != std::string::npos) {
    // `Jane Doe <jane@acme.example>`: what stands before it is the person's name.
    if (word.in_angles) into.others.clear();
    take_addresses(word.text, into);
  } else {
    into.others.push_back(word.text);
  }
}

std::string without_address(const Understood& understood, const UnfoldedText& text) {
  if (understood.mentions_person || text.mentions_person) {
    return "That is a colleague. The check needs the customer's email address.";
  }
  if (text.mentions_channel) {
    return "That is a channel. The check needs the customer's email address.";
  }
  if (text.has_web_link) return "That is a link. The check needs the customer's email address.";
  if (!understood.others.empty()) {
    return in_quotes(understood.others.front()) + " is not an email address.";
  }
  return "There is no email address in it.";
}

/// What is wrong, or nothing where exactly one address and known options were found.
std::string complaint(const Understood& understood, const UnfoldedText& text) {
  if (text.mismatch) {
    return "The link shows " + in_quotes(text.mismatch->label) + " and leads to " +
           in_quotes(text.mismatch->target) + ". Which one do you mean? Please type it by hand.";
  }
  if (!understood.problem.empty()) return understood.problem;
  if (understood.addresses.size() > 1) {
    return "These are several addresses, and I check one at a time: " +
           understood.addresses[0].full() + " or " + understood.addresses[1].full() + "?";
  }
  if (understood.addresses.empty()) return without_address(understood, text);
  if (!understood.others.empty()) {
    return "I do not know what " + in_quotes(understood.others.front()) + " means here. " +
           "The options are " + understood.since_example + " and service:NAME.";
  }
  return {};
}

bool is_empty(const UnfoldedText& text) {
  return !text.mentions_person && !text.mentions_channel && !text.has_web_link && !text.mismatch;
}

Command understand(const std::vector<Word>& typed, const UnfoldedText& text,
                   std::chrono::seconds mail_log_retention) {
  if (typed.empty() && is_empty(text)) return AskForAddress{};
  if (typed.size() == 1 && in_lower_case(typed.front().text) == "help") return Help{};
  if (typed.size() == 1 && in_lower_case(typed.front().text) == "status") return Status{};
  Understood understood{.since_example = since_example(mail_log_retention)};
  for (const Word& word : typed) take_word(word, understood);
  if (std::string sentence = complaint(understood, text); !sentence.empty()) {
    return NotUnderstood{std::move(sentence)};
  }
  return Diagnose{understood.addresses.front(), understood.since, understood.service};
}

}  // namespace

Command parse_diagnose(std::string_view text, std::chrono::seconds mail_log_retention) {
  const UnfoldedText unfolded = unfold(text);
  return understand(words(unfolded.text), unfolded, mail_log_retention);
}

Command parse_mention(std::string_view text, std::chrono::seconds mail_log_retention) {
  const UnfoldedText unfolded = unfold(text);
  std::vector<Word> typed = words(unfolded.text);
  const std::string verb = typed.empty() ? "help" : in_lower_case(typed.front().text);
  if (verb == "help") return Help{};
  if (verb == "diagnose") {
    typed.erase(typed.begin());
    return understand(typed, unfolded, mail_log_retention);
  }
  if (verb == "escalate") {
    std::string reason;
    for (std::size_t i = 1; i < typed.size(); ++i) reason += (i > 1 ? " " : "") + typed[i].text;
    return Escalate{std::move(reason)};
  }
  return understand(typed, unfolded, mail_log_retention);
}

}  // namespace latchkey::commands
