#pragma once

#include "adapters/storage/sqlite_store.hpp"
#include "tests/bot/sessions/chat_world.hpp"
#include "tests/doubles/await.hpp"

#include <gtest/gtest.h>
#include <boost/asio/io_context.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace latchkey {

/// From the press of a button to what became of its mail: only the chat, the systems and the clock
/// are fakes.
struct FollowedPress : testing::Test, ChatWorld {
  boost::asio::io_context context;
  std::unique_ptr<Store> store = storage::open_memory_store().value();
  std::unique_ptr<Process> process = begin();
  int requests = 0;

  std::unique_ptr<Process> begin() {
    return std::make_unique<Process>(context.get_executor(), *this, platform, forms, *store);
  }
  boost::asio::awaitable<bool> accept_and_finish(chat::Request request) {
    const auto accepted = co_await process->dispatcher.accept(std::move(request));
    co_await process->idle();
    co_return accepted.has_value();
  }
  boost::asio::awaitable<bool> until_idle() {
    co_await process->idle();
    co_return true;
  }
  void handle(chat::Request request) {
    request.dedupe_key = "key" + std::to_string(++requests);
    request.user_team = request.team = "T1";
    request.channel = "CSUPPORT";
    request.received = clock.now();
    ASSERT_TRUE(doubles::await(accept_and_finish(std::move(request)), context));
  }
  void diagnose() {
    chat::Request typed;
    typed.user = "UDANA";
    typed.text = "jane.doe@acme.example";
    handle(typed);
  }
  /// Dana presses; `diagnose` came before.
  void press() {
    chat::Request pressed;
    pressed.kind = chat::Request::Kind::action;
    pressed.user = "UDANA";
    pressed.message = row();
    pressed.thread = platform.posted.at(row()).thread;
    pressed.action = "resend_confirmation";
    pressed.value = button_of(platform.posted.at(row()).message, rendering::k_recheck)->value;
    handle(pressed);
  }
  void diagnose_and_press() {
    diagnose();
    press();
    mail.asked.clear();
    posts_before = platform.order.size();
  }
  void wake() {
    process->watch.wake();
    ASSERT_TRUE(doubles::await(until_idle(), context));
  }
  /// Lets so much time pass, with the alarms going off at its end.
  void pass(std::chrono::seconds time) {
    clock.advance(time);
    wake();
  }
  /// The process is killed, and another one goes on with what it left.
  void restart() {
    process = begin();
    process->recover();
    ASSERT_TRUE(doubles::await(until_idle(), context));
  }
  /// The confirmation leaves now, and this becomes of it at once.
  void log_mail(MailEventType type, std::optional<int> code = {}, std::string detail = "") {
    MailEvent left{.at = clock.now(), .type = MailEventType::accepted};
    left.subject = "Confirmation instructions";
    left.message_id = "m1";
    MailEvent then = left;
    then.at += 1s;
    then.type = type;
    then.code = code;
    then.detail = std::move(detail);
    then.mx_host = "mx1.acme.example";
    mail.answer = MailHistory{.events = {then, left}};
  }
  /// The server that took the mail sends it back now.
  void send_back() {
    MailEvent bounce = mail.answer->events.front();
    bounce.at = clock.now() + 1s;
    bounce.type = MailEventType::failed_permanently;
    bounce.delayed_bounce = true;
    bounce.code = 550;
    bounce.reason = "generic";
    mail.answer->events.insert(mail.answer->events.begin(), bounce);
  }
  [[nodiscard]] std::string words_of_row() const {
    return words_of(platform.posted.at(row()).message);
  }
  /// What was posted since the press.
  [[nodiscard]] std::vector<std::string> told() const {
    std::vector<std::string> words;
    for (auto i = posts_before; i < platform.order.size(); ++i) {
      const auto& post = platform.posted.at(platform.order[i]);
      EXPECT_EQ(post.thread, platform.posted.at(row()).thread);
      words.push_back(words_of(post.message));
    }
    return words;
  }

  std::size_t posts_before = 0;
};

}  // namespace latchkey
