// The refusals of notices.hpp. None of them says anything about a customer.
#include "bot/rendering/escalation_notices.hpp"
#include "bot/rendering/notices.hpp"

#include <algorithm>
#include <utility>

namespace latchkey::rendering {
namespace {

using chat::Text;

chat::Message refusal(Text text, std::string summary) {
  chat::Message result{.summary = std::move(summary), .blocks = {}};
  result.blocks.push_back({.text = std::move(text)});
  return result;
}

chat::Message refusal(const std::string& text) {
  return refusal({chat::plain(text)}, text);
}

/// A group's handle is shown as text, which pings nobody; a user's id as that person's name.
chat::Span named(const std::string& entry) {
  return entry.starts_with('@') ? chat::plain(entry) : chat::user(entry);
}

void append_list(Text& text, const std::vector<std::string>& entries, std::size_t most,
                 const std::string& last_word) {
  const std::size_t count = std::min(entries.size(), most);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text.push_back(chat::plain(i + 1 == count ? last_word : ", "));
    text.push_back(named(entries[i]));
  }
}

/// "Only @support-team may WHAT. Ask @lena or @omar."
chat::Message only_some_may(const std::string& what, const std::vector<std::string>& rule,
                            const std::vector<std::string>& who_may) {
  constexpr std::size_t k_entries = 5;
  constexpr std::size_t k_people = 2;
  Text text = {chat::plain("Only ")};
  append_list(text, rule, k_entries, " and ");
  text.push_back(chat::plain(" may " + what + "."));
  // Where the rule itself is a list of people, they have been named.
  const bool names_group = std::any_of(
      rule.begin(), rule.end(), [](const std::string& entry) { return entry.starts_with('@'); });
  if (names_group && !who_may.empty()) {
    text.push_back(chat::plain(" Ask "));
    append_list(text, who_may, k_people, " or ");
    text.push_back(chat::plain("."));
  }
  return refusal(std::move(text), "You may not " + what + " here.");
}

std::string what_it_does(RemedyId remedy) {
  switch (remedy) {
    case RemedyId::resend_confirmation: return "resend confirmations";
    case RemedyId::send_password_reset: return "send password resets";
    case RemedyId::send_sign_in_link: return "send sign-in links";
    case RemedyId::lift_suppression:
    case RemedyId::lift_complaint:
    case RemedyId::lift_unsubscribe: return "take addresses off suppression lists";
    case RemedyId::put_back_bounce:
    case RemedyId::put_back_complaint:
    case RemedyId::put_back_unsubscribe: return "put addresses back on suppression lists";
    case RemedyId::check_other_address: break;  // a diagnosis, which has a refusal of its own
  }
  return "do that";
}

}  // namespace

chat::Message refuse_shared_channel() {
  return refusal(
      "This channel is shared with another organisation, so I say nothing about "
      "customers here. Please ask in a channel of your own.");
}

chat::Message refuse_unlisted_channel() {
  return refusal(
      "Latchkey does not answer in this channel, only in those that it was set up for. "
      "Please ask in your support team's channel.");
}

chat::Message refuse_unknown_channel() {
  return refusal(
      "I cannot see whether this channel is shared with another organisation, so I say "
      "nothing about customers here. Type “/invite @Latchkey” here and ask again, or ask in your "
      "support team's channel.");
}

chat::Message refuse_unknown_direct_message() {
  return refusal(
      "I cannot see who is in this direct message, so I say nothing about customers here. "
      "Please ask in your support team's channel.");
}

chat::Message refuse_other_organisation() {
  return refusal("Latchkey answers only people of the organisation that runs it.");
}

chat::Message refuse_guest() {
  return refusal(
      "Latchkey answers full members of this workspace only, not guests. Please ask a "
      "colleague who is one.");
}

chat::Message refuse_diagnose(const std::vector<std::string>& rule,
                              const std::vector<std::string>& who_may) {
  return only_some_may("run sign-in checks", rule, who_may);
}

chat::Message refuse_remedy(RemedyId remedy, const std::vector<std::string>& rule,
                            const std::vector<std::string>& who_may) {
  const std::string what = what_it_does(remedy);
  if (rule.empty()) {
    return refusal("Nobody may " + what +
                   " yet: the list permissions.remediate in Latchkey's configuration is empty. "
                   "Please tell whoever runs Latchkey.");
  }
  return only_some_may(what, rule, who_may);
}

chat::Message refuse_escalation(const std::vector<std::string>& rule,
                                const std::vector<std::string>& who_may) {
  if (rule.empty()) {
    return refusal(
        "Nobody may escalate yet: the list permissions.escalate in Latchkey's configuration is "
        "empty. Please tell whoever runs Latchkey.");
  }
  return only_some_may("escalate", rule, who_may);
}

chat::Message refuse_direct_escalation(const std::string& command) {
  return refusal(
      "Nobody was called: whoever is on call cannot see this conversation. Please type “" +
      command +
      "” in your support team's channel, and press “Escalate” under the answer; or mention me "
      "there "
      "with “escalate”.");
}

chat::Message refuse_call_button(const std::vector<std::string>& rule) {
  constexpr std::size_t k_entries = 5;
  Text text = {chat::plain("This call was for others. They may press its buttons")};
  if (!rule.empty()) text.push_back(chat::plain(", and "));
  append_list(text, rule, k_entries, " and ");
  text.push_back(chat::plain("."));
  return refusal(std::move(text), "This call was for others");
}

chat::Message refuse_unknown_permission() {
  return refusal(
      "I could not find out whether you may do that, so I did nothing. Please try again "
      "in a minute.");
}

}  // namespace latchkey::rendering
