#include "bot/rendering/escalation_card.hpp"

#include "bot/rendering/foreign_text.hpp"

#include <algorithm>
#include <utility>

namespace latchkey::rendering {
namespace {

using chat::Text;

void append_text(Text& text, Text more) {
  for (auto& span : more) text.push_back(std::move(span));
}

void append_words(Text& text, std::string words) {
  text.push_back(chat::plain(std::move(words)));
}

chat::Block small_print(Text text) {
  return {.kind = chat::Block::Kind::small_print, .text = std::move(text)};
}

/// "10 minutes", "30 seconds"
std::string in_words(std::chrono::seconds duration) {
  if (duration >= std::chrono::minutes{1}) return format_age(duration);
  return std::to_string(duration.count()) + (duration.count() == 1 ? " second" : " seconds");
}

/// "🚨 @lena: @dana asks for your help: a customer cannot sign in."
Text appeal(const Escalation& escalation, const Call& call) {
  Text text = {chat::plain("🚨 ")};
  if (call.reaches_nobody()) {
    append_words(text, "Nobody could be found to call. ");
    text.push_back(chat::user(escalation.asked_by));
    append_words(text, " asks for help:");
  } else {
    append_text(text, called(call));
    append_words(text, ": ");
    text.push_back(chat::user(escalation.asked_by));
    append_words(text, " asks for your help:");
  }
  append_words(text, " a customer cannot sign in.");
  return text;
}

/// On call, but not in this chat.
Text about_strangers(const std::vector<NamedPerson>& strangers) {
  Text text = {chat::plain("On call: ")};
  bool first = true;
  for (const NamedPerson& person : strangers) {
    if (!first) append_words(text, ", ");
    first = false;
    const std::string name = one_line(person.name);
    text.push_back(person.link.empty() ? chat::plain(name) : chat::link(name, person.link));
  }
  append_words(text, strangers.size() == 1 ? ", who is not known in this chat."
                                           : ", who are not known in this chat.");
  return text;
}

/// "jane@acme.example · CustomersDot · open the check"
Text about_case(const CaseFacts& facts) {
  Text text;
  if (facts.email) {
    text.push_back(chat::code(facts.email->full()));
    append_words(text, " · " + facts.service);
  }
  if (!facts.link.empty()) {
    if (!text.empty()) append_words(text, " · ");
    text.push_back(
        chat::link(facts.email ? "open the check" : "open the conversation", facts.link));
  }
  return text;
}

void append_facts(std::vector<chat::Block>& blocks, const CallCard& card) {
  const CaseFacts& facts = card.facts;
  if (!facts.conclusion.empty()) {
    blocks.push_back({.text = {chat::bold(one_line(facts.conclusion))}});
  }
  if (auto about = about_case(facts); !about.empty()) blocks.push_back({.text = std::move(about)});
  if (!card.escalation.reason.empty()) {
    const chat::Span words{.kind = chat::Span::Kind::quote,
                           .text = one_line(card.escalation.reason)};
    blocks.push_back({.text = {words}});
  }
  blocks.insert(blocks.end(), facts.tried.begin(), facts.tried.end());
  if (facts.email && facts.tried.empty()) {
    blocks.push_back({.text = {chat::plain("No button was pressed yet.")}});
  }
  if (facts.unanswered.empty()) return;
  std::string open = "Not answered: ";
  for (const std::string& why : facts.unanswered) {
    open += (why == facts.unanswered.front() ? "" : "; ") + one_line(why);
  }
  blocks.push_back({.text = {chat::plain(open)}});
}

/// What happens when nobody presses anything.
Text what_follows(const CallCard& card) {
  const std::string within =
      "Nobody has taken it yet. Without “I have it” within " + in_words(card.acknowledge_within);
  if (card.calls_on) return {chat::plain(within + ", the next level is called.")};
  return {chat::plain(within + ", "), chat::user(card.escalation.asked_by),
          chat::plain(" is told so.")};
}

bool was_handed_back(const Escalation& escalation) {
  return std::any_of(escalation.calls.begin(), escalation.calls.end(),
                     [](const Call& call) { return !call.handed_back_by.empty(); });
}

/// ", acknowledged"
std::string how_it_is_there(const Escalation& escalation) {
  const IncidentStatus there = escalation.incident.status;
  if (there == IncidentStatus::lost) {
    return ", not followed any more (" + one_line(escalation.incident.trouble) +
           "), so only this chat calls people";
  }
  if (!escalation.is_open() && there != IncidentStatus::resolved) {
    return ", which has not been told yet";
  }
  if (there == IncidentStatus::triggered) {
    return was_handed_back(escalation)
               ? ", handed back to its policy, which calls from its first level on"
               : ", which calls by its own levels";
  }
  if (there == IncidentStatus::acknowledged && escalation.status != EscalationStatus::taken) {
    return ", not handed back there yet, so this chat calls people";
  }
  return ", " + std::string{to_string(there)};
}

/// The incident that belongs to it, where there is, or should be, one.
std::optional<Text> about_incident(const Escalation& escalation) {
  const Incident& incident = escalation.incident;
  switch (incident.status) {
    case IncidentStatus::none: return std::nullopt;
    case IncidentStatus::wanted:
      return Text{chat::plain("PagerDuty: the incident is being opened")};
    case IncidentStatus::lost:
      if (!incident.id.empty()) break;
      return Text{chat::plain("PagerDuty: no incident (" + one_line(incident.trouble) +
                              "), so only this chat calls people")};
    case IncidentStatus::triggered:
    case IncidentStatus::acknowledged:
    case IncidentStatus::resolved: break;
  }
  Text text = {chat::plain("PagerDuty: ")};
  text.push_back(incident.link.empty() ? chat::plain("incident " + incident.id)
                                       : chat::link("incident", incident.link));
  append_words(text, how_it_is_there(escalation));
  return text;
}

chat::Button button(const Escalation& escalation, std::string label, std::string_view action,
                    chat::Button::Style style) {
  return {.label = std::move(label),
          .action = std::string{action},
          .value = escalation.id,
          .style = style,
          .confirm = {}};
}

chat::Button hand_back_button(const Escalation& escalation) {
  auto hand_back = button(escalation, "Hand back", k_hand_back, chat::Button::Style::plain);
  hand_back.confirm =
      chat::Confirm{.title = "Hand it back?",
                    .text = "The next level is called into this thread, right away.",
                    .yes = "Hand back",
                    .no = "Not now"};
  return hand_back;
}

chat::Block escalation_buttons(const Escalation& escalation) {
  chat::Block row{.kind = chat::Block::Kind::buttons};
  if (escalation.status == EscalationStatus::taken) {
    row.buttons.push_back(hand_back_button(escalation));
  } else {
    row.buttons.push_back(button(escalation, "I have it", k_have_it, chat::Button::Style::primary));
  }
  row.buttons.push_back(button(escalation, "Resolved", k_resolved, chat::Button::Style::plain));
  return row;
}

chat::Message newest_call(const CallCard& card) {
  const Escalation& escalation = card.escalation;
  const Call& call = escalation.calls[card.call];
  chat::Message message{.summary = "Your help is asked for: a customer cannot sign in",
                        .blocks = {}};
  message.blocks.push_back({.text = appeal(escalation, call)});
  if (!call.strangers.empty()) message.blocks.push_back({.text = about_strangers(call.strangers)});
  append_facts(message.blocks, card);
  const bool waits = escalation.status == EscalationStatus::calling && !call.reaches_nobody();
  if (!waits) message.blocks.push_back({.text = standing(escalation)});
  if (waits && !escalation.incident.leads()) {
    message.blocks.push_back(small_print(what_follows(card)));
  }
  if (!call.note.empty()) message.blocks.push_back(small_print({chat::plain(one_line(call.note))}));
  if (auto incident = about_incident(escalation)) {
    message.blocks.push_back(small_print(std::move(*incident)));
  }
  if (escalation.is_open()) message.blocks.push_back(escalation_buttons(escalation));
  return message;
}

/// "⏳ @lena was called, 10:04, and did not take it."
chat::Message earlier_call(const Call& call) {
  Text text;
  if (!call.was_with.empty()) {
    append_words(text, "↩️ ");
    text.push_back(chat::user(call.was_with));
    append_words(text, " had it, and it is open in PagerDuty again.");
  } else if (call.handed_back_by.empty()) {
    append_words(text, "⏳ ");
    append_text(text, called(call));
    append_words(text, call.reaches_nobody() ? "Nobody could be found to call, " : " was called, ");
    text.push_back(chat::date(call.at));
    append_words(text, call.reaches_nobody() ? "." : ", and nobody took it.");
  } else {
    append_words(text, "↩️ ");
    text.push_back(chat::user(call.handed_back_by));
    append_words(text, " handed it back.");
  }
  append_words(text, " The next call is further down.");
  return {.summary = "The next call is further down", .blocks = {{.text = std::move(text)}}};
}

}  // namespace

bool is_escalation_button(std::string_view action) {
  return action == k_have_it || action == k_hand_back || action == k_resolved;
}

chat::Text called(const Call& call) {
  Text text;
  const auto next = [&text](chat::Span span) {
    if (!text.empty()) append_words(text, ", ");
    text.push_back(std::move(span));
  };
  for (const std::string& user : call.users) next(chat::user(user));
  for (const CalledGroup& group : call.groups) next(chat::group(group.id));
  return text;
}

chat::Text standing(const Escalation& escalation) {
  const auto by_and_when = [&](const std::string& verb) {
    return Text{chat::user(escalation.changed_by), chat::plain(" " + verb + ", "),
                chat::date(escalation.changed_at)};
  };
  switch (escalation.status) {
    case EscalationStatus::calling: return {chat::plain("⏳ Nobody has taken it yet")};
    case EscalationStatus::taken: {
      Text text = {chat::plain("✅ ")};
      append_text(text, by_and_when("has it"));
      return text;
    }
    case EscalationStatus::unanswered:
      return {chat::plain("❌ Nobody took it. “@Latchkey escalate” calls once more.")};
    case EscalationStatus::resolved: break;
  }
  Text text = {chat::plain("✅ ")};
  append_text(text, by_and_when("resolved it"));
  const bool had_it = !escalation.holder.empty() && escalation.holder != escalation.changed_by;
  if (!had_it) return text;
  append_words(text, " · it was with ");
  text.push_back(chat::user(escalation.holder));
  return text;
}

chat::Message render(const CallCard& card) {
  const bool newest = card.call + 1 == card.escalation.calls.size();
  return newest ? newest_call(card) : earlier_call(card.escalation.calls[card.call]);
}

chat::Message nobody_took_it(const Escalation& escalation) {
  const std::string what = "nobody took it";
  Text text = {chat::plain("❌ "), chat::user(escalation.asked_by), chat::plain(": " + what)};
  if (!escalation.calls.back().reaches_nobody()) {
    const auto calls = escalation.calls.size();
    append_words(text, calls == 1 ? " after one call since "
                                  : " after " + std::to_string(calls) + " calls since ");
    text.push_back(chat::date(escalation.calls.front().at));
  }
  append_words(text,
               ". Please reach somebody yourself; “@Latchkey escalate” in this thread calls once "
               "more.");
  return {.summary = "The call for help: " + what, .blocks = {{.text = std::move(text)}}};
}

}  // namespace latchkey::rendering
