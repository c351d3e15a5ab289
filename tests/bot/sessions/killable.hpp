#pragma once

#include "tests/bot/sessions/chat_world.hpp"
#include "tests/doubles/await.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace latchkey {

/// A moment in which the process can be killed.
inline boost::asio::awaitable<void> moment() {
  co_await boost::asio::post(boost::asio::use_awaitable);
}

/// The fake chat over a wire: what was said may have arrived although the process never learns it.
class WiredChat final : public chat::ChatPlatform {
 public:
  explicit WiredChat(doubles::FakeChatPlatform& chat) : chat_(chat) {}

  Answer<chat::MessageRef> post(std::string channel, std::string thread,
                                chat::Message message) override {
    return wired(chat_.post(std::move(channel), std::move(thread), std::move(message)));
  }
  Answer<void> update(chat::MessageRef message, chat::Message content, chat::Edit edit) override {
    return wired(chat_.update(std::move(message), std::move(content), edit));
  }
  Answer<std::vector<chat::TaggedMessage>> find_tagged(std::string channel, std::string thread,
                                                       TimePoint since) override {
    return wired(chat_.find_tagged(std::move(channel), std::move(thread), since));
  }
  Answer<void> whisper(std::string channel, std::string thread, std::string user,
                       chat::Message message) override {
    return wired(
        chat_.whisper(std::move(channel), std::move(thread), std::move(user), std::move(message)));
  }
  Answer<void> reply_privately(std::string reply_url, chat::Message message) override {
    return wired(chat_.reply_privately(std::move(reply_url), std::move(message)));
  }
  Answer<void> open_modal(std::string trigger, chat::Modal modal) override {
    return wired(chat_.open_modal(std::move(trigger), std::move(modal)));
  }
  Answer<void> show_home(std::string user, chat::Message content) override {
    return wired(chat_.show_home(std::move(user), std::move(content)));
  }
  Answer<std::string> link_to(chat::MessageRef message) override {
    return wired(chat_.link_to(std::move(message)));
  }
  Answer<chat::Channel> channel(std::string id, chat::Freshness freshness) override {
    return wired(chat_.channel(std::move(id), freshness));
  }
  Answer<chat::Person> person(std::string id, chat::Freshness freshness) override {
    return wired(chat_.person(std::move(id), freshness));
  }
  Answer<std::vector<std::string>> group_members(std::string handle,
                                                 chat::Freshness freshness) override {
    return wired(chat_.group_members(std::move(handle), freshness));
  }
  Answer<std::string> group_id(std::string handle) override {
    return wired(chat_.group_id(std::move(handle)));
  }
  Answer<std::string> person_with_address(std::string email) override {
    return wired(chat_.person_with_address(std::move(email)));
  }

 private:
  template <class T>
  static Answer<T> wired(Answer<T> answer) {
    co_await moment();
    auto said = co_await std::move(answer);
    co_await moment();
    co_return said;
  }

  doubles::FakeChatPlatform& chat_;
};

/// Forms over a wire, whose mails show in the mail log.
class WiredForms final : public MailForms {
 public:
  explicit WiredForms(ChatWorld& world) : world_(world) {}

  boost::asio::awaitable<Expected<FormReply>> request(RemedyId remedy,
                                                      EmailAddress address) override {
    co_await moment();
    const auto reply = co_await world_.forms.request(remedy, std::move(address));
    world_.mail.answer->events.push_back({.at = world_.clock.now(),
                                          .type = MailEventType::delivered,
                                          .recipient = "jane.doe@acme.example",
                                          .subject = "Confirmation instructions"});
    co_await moment();
    co_return reply;
  }

 private:
  ChatWorld& world_;
};

/// A world in which Latchkey is killed and started.
struct Killable : ChatWorld {
  harness::TemporaryDirectory directory_of_store;
  WiredChat wired{platform};
  WiredForms wired_forms{*this};
  std::unique_ptr<boost::asio::io_context> context;
  std::unique_ptr<Store> store;
  std::unique_ptr<Process> process;

  void start() {
    store = storage::open_sqlite_store(directory_of_store.path() / "latchkey.db",
                                       storage::StoreUse::serve, Secret{std::string(64, 'k')})
                .value();
    context = std::make_unique<boost::asio::io_context>();
    process = std::make_unique<Process>(context->get_executor(), *this, wired, wired_forms, *store);
    process->recover();
    mail.before_answer = moment;
    lists.before_answer = moment;
    lists.before_lift = moment;
  }
  /// In the order of run.cpp: timers and the store's thread need the context, which goes last.
  void kill() {
    process.reset();
    store.reset();
    context.reset();
  }
  /// Delivers the request as the chat does, and runs for so many moments. True: it was not killed
  /// before everything was done.
  bool deliver(const chat::Request& request, int moments, bool* acknowledged) {
    return run(whole(request, acknowledged), moments);
  }
  /// How many entries of this action the record has.
  long recorded(const std::string& action) {
    const auto entries = doubles::await(store->entries({}), *context).value();
    return std::count_if(entries.begin(), entries.end(), [&](const RecordedEntry& recorded) {
      return recorded.entry.action == action;
    });
  }
  /// The alarm goes off: what is due by now is looked for. True as above.
  bool look_for_mails(int moments) {
    process->watch.wake();
    return run(process->idle(), moments);
  }
  /// The escalations' clock rings.
  bool ring(int moments) {
    process->escalation_clock.wake();
    return run(process->idle(), moments);
  }

 private:
  bool run(boost::asio::awaitable<void> work, int moments) {
    bool finished = false;
    boost::asio::co_spawn(*context, std::move(work), [&finished](const std::exception_ptr& bug) {
      finished = bug == nullptr;
    });
    context->restart();
    while (!finished && moments-- > 0 && context->run_one() > 0) {
    }
    return finished;
  }
  boost::asio::awaitable<void> whole(chat::Request request, bool* acknowledged) {
    const auto accepted = co_await process->dispatcher.accept(std::move(request));
    *acknowledged = accepted.has_value();
    co_await process->idle();
  }
};

inline constexpr int k_for_ever = 1'000'000;
inline constexpr int k_more_than_it_takes = 500;

/// Kills the process after its first moment, after its second, and so on until it is let finish,
/// each time in a world of its own. `story(world, moments)` runs it for so many moments, lets
/// another process go on, says what is expected then, and gives whether the first one was killed.
template <class World, class Story>
void killed_after_each_moment(Story story) {
  bool killed = true;
  for (int moments = 0; killed && moments < k_more_than_it_takes; ++moments) {
    SCOPED_TRACE("killed after " + std::to_string(moments) + " moments");
    World world;
    killed = story(world, moments);
    world.kill();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_FALSE(killed) << "it was never let finish, so not every moment was tried";
}

inline chat::Request asked() {
  return {.kind = chat::Request::Kind::command,
          .dedupe_key = "command:1",
          .user = "UDANA",
          .user_team = "T1",
          .team = "T1",
          .channel = "CSUPPORT",
          .text = "jane.doe@acme.example",
          .reply_url = "UDANA",
          .received = k_noon};
}

inline chat::Request pressed(const ChatWorld& world) {
  const auto row = world.row();
  auto press = asked();
  press.kind = chat::Request::Kind::action;
  press.dedupe_key = "action:1";
  press.text = "";
  press.message = row;
  press.thread = world.platform.posted.at(row).thread;
  press.action = "resend_confirmation";
  press.value = button_of(world.platform.posted.at(row).message, rendering::k_recheck)->value;
  return press;
}

}  // namespace latchkey
