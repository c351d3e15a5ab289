#include "bot/rendering/health.hpp"

#include "bot/rendering/foreign_text.hpp"

#include <string>

namespace latchkey::rendering {
namespace {

void append_slack(const slack::ConnectionState& slack, chat::Text& text) {
  const bool fewer = slack.connected < slack.wanted;
  const char* mark = slack.connected == 0 ? "🔴" : fewer ? "🟠" : "🟢";
  text.push_back(chat::plain(std::string{mark} + " Slack: " + std::to_string(slack.connected) +
                             " of " + std::to_string(slack.wanted) +
                             (slack.wanted == 1 ? " connection" : " connections")));
}

void append_store(const Expected<void>& store, chat::Text& text) {
  text.push_back(
      chat::plain(store ? "\n🟢 Records: can be written"
                        : "\n🔴 Records: cannot be written: " + one_line(store.error().what)));
}

void append_trouble(const http::BreakerState& system, chat::Text& text) {
  text.push_back(chat::plain("\n🔴 " + one_line(system.system) + " is in trouble since "));
  text.push_back(chat::date(system.since));
  text.push_back(chat::plain(" (" + one_line(system.why) + ") and is asked again from "));
  text.push_back(chat::date(system.next_try));
  text.push_back(chat::plain(" on. Until then Latchkey does without it."));
}

}  // namespace

chat::Text health(const status::Readiness& now) {
  chat::Text text;
  append_slack(now.slack, text);
  append_store(now.store, text);
  std::string fine;
  for (const auto& system : now.systems) {
    if (!system.open) fine += (fine.empty() ? "" : ", ") + one_line(system.system);
  }
  if (!fine.empty()) text.push_back(chat::plain("\n🟢 No trouble with " + fine));
  for (const auto& system : now.systems) {
    if (system.open) append_trouble(system, text);
  }
  return text;
}

}  // namespace latchkey::rendering
