#pragma once

#include "adapters/chat/request_json.hpp"
#include "adapters/storage/sqlite_store.hpp"
#include "bot/rendering/action_row.hpp"
#include "tests/bot/sessions/chat_world.hpp"
#include "tests/doubles/await.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace latchkey {

/// The whole conversation: only the chat, the systems and the clock are fakes.
struct Dispatched : testing::Test, ChatWorld {
  boost::asio::io_context context;
  harness::TemporaryDirectory directory_of_store;
  std::unique_ptr<Store> store = open_store();
  std::unique_ptr<Process> process = begin();
  int requests = 0;

  std::unique_ptr<Store> open_store() {
    return storage::open_sqlite_store(directory_of_store.path() / "latchkey.db",
                                      storage::StoreUse::serve, Secret{std::string(64, 'k')})
        .value();
  }
  std::unique_ptr<Process> begin() {
    return std::make_unique<Process>(context.get_executor(), *this, platform, forms, *store);
  }

  chat::Request request(chat::Request::Kind kind, const std::string& user) {
    return {.kind = kind,
            .dedupe_key = "key" + std::to_string(++requests),
            .user = user,
            .user_team = "T1",
            .team = "T1",
            .channel = "CSUPPORT",
            .trigger = "trigger",
            .received = clock.now()};
  }
  chat::Request command(const std::string& text, const std::string& user = "UDANA") {
    auto typed = request(chat::Request::Kind::command, user);
    typed.text = text;
    typed.reply_url = user;
    return typed;
  }
  chat::Request press(const std::string& message, std::string_view action,
                      const std::string& user = "UDANA") {
    auto pressed = request(chat::Request::Kind::action, user);
    pressed.message = message;
    pressed.thread = platform.posted.at(message).thread;
    pressed.action = action;
    pressed.value = button_of(platform.posted.at(message).message, rendering::k_recheck)->value;
    return pressed;
  }

  Expected<chat::Acknowledgement> accept(chat::Request request) {
    return doubles::await(process->dispatcher.accept(std::move(request)), context);
  }
  boost::asio::awaitable<bool> until_idle() {
    co_await process->idle();
    co_return true;
  }
  /// Accepts the request and runs until nothing is left to do.
  void handle(chat::Request request) {
    ASSERT_TRUE(accept(std::move(request)));
    ASSERT_TRUE(doubles::await(until_idle(), context));
  }
  /// The process is killed, and another one goes on with what it left.
  void restart() {
    process.reset();
    store.reset();
    store = open_store();
    process = begin();
    process->recover();
    ASSERT_TRUE(doubles::await(until_idle(), context));
  }
  /// Takes the request on as a process does that is killed right after the acknowledgement.
  void take_only(chat::Request request) {
    auto kept = chat::to_text(request);
    ASSERT_TRUE(*doubles::await(store->take(request.dedupe_key, std::move(kept), request.received),
                                context));
  }
};

}  // namespace latchkey
