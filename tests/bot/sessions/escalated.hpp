#pragma once

#include "bot/rendering/escalation_card.hpp"
#include "tests/bot/sessions/dispatched.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace latchkey {

/// The whole conversation where somebody can be called: @support-oncall (Omar, Kim), then
/// @support-managers (Max). Dana and Lena are of the team that may escalate.
struct Escalated : Dispatched {
  Escalated() {
    for (const char* id : {"UOMAR", "UKIM", "UMAX"}) platform.people[id] = {.id = id};
    platform.groups["@support-oncall"] = {"UOMAR", "UKIM"};
    platform.groups["@support-managers"] = {"UMAX"};
    rules.escalate = {"@support-team"};
    on_call.levels = {"@support-oncall", "@support-managers"};
    begin_anew();
  }

  /// As configured now.
  void begin_anew() { process = begin(); }

  chat::Request mention(const std::string& text, const std::string& thread,
                        const std::string& user = "UDANA") {
    auto said = request(chat::Request::Kind::mention, user);
    said.text = text;
    said.thread = thread;
    said.message = "said" + std::to_string(requests);
    return said;
  }
  /// Of the newest call's buttons.
  chat::Request press_call(std::string_view action, const std::string& user) {
    auto pressed = request(chat::Request::Kind::action, user);
    pressed.message = calls().back();
    pressed.thread = platform.posted.at(pressed.message).thread;
    pressed.action = action;
    pressed.value = platform.posted.at(pressed.message).first.tag->job;
    pressed.reply_url = user;
    return pressed;
  }
  /// The messages that call somebody, oldest first.
  [[nodiscard]] std::vector<std::string> calls() const {
    std::vector<std::string> found;
    for (const auto& id : platform.order) {
      const auto& tag = platform.posted.at(id).first.tag;
      if (tag && tag->step.starts_with("call ")) found.push_back(id);
    }
    return found;
  }
  /// As it stands now.
  [[nodiscard]] const chat::Message& call(std::size_t number) const {
    return platform.posted.at(calls().at(number)).message;
  }
  [[nodiscard]] std::string words_of_call(std::size_t number) const {
    return words_of(call(number));
  }
  [[nodiscard]] std::string told_last() const {
    return platform.told_privately.empty() ? "" : words_of(platform.told_privately.back().second);
  }
  /// Whom the call mentioned when it was posted: ids of people and groups.
  [[nodiscard]] std::vector<std::string> mentioned(std::size_t number) const {
    std::vector<std::string> ids;
    const auto& appeal = platform.posted.at(calls().at(number)).first.blocks.at(0);
    for (const auto& span : appeal.text) {
      const bool mention =
          span.kind == chat::Span::Kind::user || span.kind == chat::Span::Kind::group;
      if (mention && span.text != "UDANA") ids.push_back(span.text);
    }
    return ids;
  }
  /// Time passes, and the clock rings.
  void pass(std::chrono::seconds time) {
    clock.advance(time);
    process->escalation_clock.wake();
    ASSERT_TRUE(doubles::await(until_idle(), context));
  }
  /// A customer is checked, and Dana escalates from the row of buttons.
  void escalate() {
    handle(command("jane.doe@acme.example"));
    handle(press(row(), rendering::k_escalate));
  }
};

}  // namespace latchkey
