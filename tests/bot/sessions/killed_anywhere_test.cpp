// The process is killed at each step of a conversation in turn, and started again. Whatever the
// moment: what was acknowledged is answered, once, and at most one mail leaves.
#include "adapters/chat/request_json.hpp"
#include "tests/bot/sessions/chat_world.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/fake_incidents.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>

namespace latchkey {
namespace {

/// A moment in which the process can be killed.
boost::asio::awaitable<void> moment() {
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
                                       storage::StoreUse::serve)
                .value();
    context = std::make_unique<boost::asio::io_context>();
    process = std::make_unique<Process>(context->get_executor(), *this, wired, wired_forms, *store);
    process->recover();
    mail.before_answer = moment;
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

constexpr int k_for_ever = 1'000'000;
constexpr int k_more_than_it_takes = 500;

chat::Request asked() {
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

chat::Request pressed(const ChatWorld& world) {
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

/// One root message with the conclusion, and one row of buttons in its thread.
void expect_one_answer(const ChatWorld& world) {
  int roots = 0;
  int rows = 0;
  for (const auto& [id, posted] : world.platform.posted) {
    roots += posted.thread.empty() ? 1 : 0;
    rows += button_of(posted.message, rendering::k_recheck) != nullptr ? 1 : 0;
    if (posted.thread.empty()) {
      EXPECT_NE(words_of(posted.message).find("🔴"), std::string::npos) << words_of(posted.message);
    }
  }
  EXPECT_EQ(roots, 1);
  EXPECT_EQ(rows, 1);
}

TEST(KilledAnywhere, AQuestionIsAnsweredOnce) {
  bool killed = true;
  for (int moments = 0; killed && moments < k_more_than_it_takes; ++moments) {
    SCOPED_TRACE("killed after " + std::to_string(moments) + " moments");
    Killable world;
    world.start();
    bool acknowledged = false;
    killed = !world.deliver(asked(), moments, &acknowledged);
    world.kill();
    world.start();
    // What was not acknowledged comes again, and what was may.
    ASSERT_TRUE(world.deliver(asked(), k_for_ever, &acknowledged));
    expect_one_answer(world);
    world.kill();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_FALSE(killed) << "it was never let finish, so not every moment was tried";
}

TEST(KilledAnywhere, WhatWasAcknowledgedIsAnsweredWithoutBeingDeliveredAgain) {
  bool killed = true;
  for (int moments = 0; killed && moments < k_more_than_it_takes; ++moments) {
    SCOPED_TRACE("killed after " + std::to_string(moments) + " moments");
    Killable world;
    world.start();
    bool acknowledged = false;
    killed = !world.deliver(asked(), moments, &acknowledged);
    world.kill();
    world.start();
    auto another = asked();
    another.dedupe_key = "command:2";
    another.text = "help";
    bool helped = false;
    ASSERT_TRUE(world.deliver(another, k_for_ever, &helped));
    if (acknowledged) expect_one_answer(world);
    world.kill();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_FALSE(killed) << "it was never let finish, so not every moment was tried";
}

TEST(KilledAnywhere, APressSendsAtMostOneMailAndSaysWhatCameOfIt) {
  bool killed = true;
  for (int moments = 0; killed && moments < k_more_than_it_takes; ++moments) {
    SCOPED_TRACE("killed after " + std::to_string(moments) + " moments");
    Killable world;
    world.start();
    bool acknowledged = false;
    ASSERT_TRUE(world.deliver(asked(), k_for_ever, &acknowledged));
    const auto press = pressed(world);
    killed = !world.deliver(press, moments, &acknowledged);
    world.kill();
    world.start();
    ASSERT_TRUE(world.deliver(press, k_for_ever, &acknowledged));
    const auto words = words_of(world.platform.posted.at(world.row()).message);
    const bool done = words.find("✅") != std::string::npos;
    const bool uncertain = words.find("⚠️") != std::string::npos;
    EXPECT_TRUE(done || uncertain) << words;
    EXPECT_LE(world.forms.submitted.size(), 1U);
    EXPECT_TRUE(uncertain || world.forms.submitted.size() == 1U);
    expect_one_answer(world);
    world.kill();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_FALSE(killed) << "it was never let finish, so not every moment was tried";
}

/// The messages of the thread that mention who pressed, apart from the row of buttons.
int mentions(const ChatWorld& world) {
  int count = 0;
  for (const auto& [id, posted] : world.platform.posted) {
    const bool row = button_of(posted.message, rendering::k_recheck) != nullptr;
    const bool mention =
        words_of(posted.message).find("UDANA: the confirmation") != std::string::npos;
    count += mention && !row ? 1 : 0;
  }
  return count;
}

MailHistory bounced(TimePoint at) {
  return {.events = {{.at = at,
                      .type = MailEventType::failed_permanently,
                      .recipient = "jane.doe@acme.example",
                      .subject = "Confirmation instructions",
                      .reason = "bounce"}}};
}

TEST(KilledAnywhere, WhatBecameOfAMailIsToldOnce) {
  bool killed = true;
  for (int moments = 0; killed && moments < k_more_than_it_takes; ++moments) {
    SCOPED_TRACE("killed after " + std::to_string(moments) + " moments");
    Killable world;
    world.start();
    bool acknowledged = false;
    ASSERT_TRUE(world.deliver(asked(), k_for_ever, &acknowledged));
    ASSERT_TRUE(world.deliver(pressed(world), k_for_ever, &acknowledged));
    world.mail.answer = bounced(world.clock.now() + 1s);
    world.clock.advance(10s);
    killed = !world.look_for_mails(moments);
    world.kill();
    world.clock.advance(1min);
    world.start();
    ASSERT_TRUE(world.look_for_mails(k_for_ever));
    EXPECT_EQ(mentions(world), 1);
    const auto words = words_of(world.platform.posted.at(world.row()).message);
    EXPECT_NE(words.find("❌ … bounced"), std::string::npos) << words;
    expect_one_answer(world);
    world.kill();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_FALSE(killed) << "it was never let finish, so not every moment was tried";
}

// The press and that its mail is followed are kept together: no crash leaves one without the other.
TEST(KilledAnywhere, APressThatLeftAMailIsFollowed) {
  bool killed = true;
  for (int moments = 0; killed && moments < k_more_than_it_takes; ++moments) {
    SCOPED_TRACE("killed after " + std::to_string(moments) + " moments");
    Killable world;
    world.start();
    bool acknowledged = false;
    ASSERT_TRUE(world.deliver(asked(), k_for_ever, &acknowledged));
    const auto press = pressed(world);
    killed = !world.deliver(press, moments, &acknowledged);
    world.kill();
    world.start();
    ASSERT_TRUE(world.deliver(press, k_for_ever, &acknowledged));
    world.mail.answer = bounced(world.clock.now() + 1s);
    world.clock.advance(1min);
    ASSERT_TRUE(world.look_for_mails(k_for_ever));
    EXPECT_EQ(mentions(world), 1);
    world.kill();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_FALSE(killed) << "it was never let finish, so not every moment was tried";
}

/// Omar, then Max may be called; an incident is opened, too.
struct KillableEscalation : Killable {
  doubles::FakeIncidents pager;

  KillableEscalation() {
    for (const char* id : {"UOMAR", "UMAX"}) platform.people[id] = {.id = id};
    rules.escalate = {"@support-team"};
    on_call.levels = {"UOMAR", "UMAX"};
    pager.before_answer = moment;
  }
  /// A customer is checked.
  void begin() {
    start();
    bool acknowledged = false;
    EXPECT_TRUE(deliver(asked(), k_for_ever, &acknowledged));
  }
  chat::Request press_row() const {
    auto press = pressed(*this);
    press.action = "escalate";
    return press;
  }
  /// Of the newest call.
  chat::Request press_call(std::string_view action) const {
    auto press = press_row();
    press.dedupe_key = "action:2";
    press.user = "UOMAR";
    press.action = action;
    press.message = calls().back();
    press.value = platform.posted.at(press.message).first.tag->job;
    press.received = clock.now();
    return press;
  }
  [[nodiscard]] std::vector<std::string> calls() const { return with_step("call "); }
  [[nodiscard]] std::vector<std::string> with_step(const std::string& beginning) const {
    std::vector<std::string> found;
    for (const auto& id : platform.order) {
      const auto& tag = platform.posted.at(id).first.tag;
      if (tag && tag->step.starts_with(beginning)) found.push_back(id);
    }
    return found;
  }
  [[nodiscard]] std::string words_of_call(std::size_t number) const {
    return words_of(platform.posted.at(calls().at(number)).message);
  }
  /// Another process goes on, and all that is due by then is done.
  void go_on(const chat::Request& delivered_again) {
    kill();
    clock.advance(1min);
    start();
    bool acknowledged = false;
    ASSERT_TRUE(deliver(delivered_again, k_for_ever, &acknowledged));
    ASSERT_TRUE(ring(k_for_ever));
  }
};

TEST(KilledAnywhere, AnEscalationCallsOnce) {
  bool killed = true;
  for (int moments = 0; killed && moments < k_more_than_it_takes; ++moments) {
    SCOPED_TRACE("killed after " + std::to_string(moments) + " moments");
    KillableEscalation world;
    world.incidents = &world.pager;
    world.begin();
    const auto press = world.press_row();
    bool acknowledged = false;
    killed = !world.deliver(press, moments, &acknowledged);
    world.go_on(press);
    EXPECT_EQ(world.calls().size(), 1U);
    EXPECT_EQ(world.pager.orders.size(), 1U);
    const auto row = words_of(world.platform.posted.at(world.row()).message);
    EXPECT_NE(row.find("escalated"), std::string::npos) << row;
    world.kill();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_FALSE(killed) << "it was never let finish, so not every moment was tried";
}

TEST(KilledAnywhere, TheNextLevelIsCalledOnce) {
  bool killed = true;
  for (int moments = 0; killed && moments < k_more_than_it_takes; ++moments) {
    SCOPED_TRACE("killed after " + std::to_string(moments) + " moments");
    KillableEscalation world;
    world.begin();
    const auto press = world.press_row();
    bool acknowledged = false;
    ASSERT_TRUE(world.deliver(press, k_for_ever, &acknowledged));
    world.clock.advance(10min);
    killed = !world.ring(moments);
    world.go_on(press);
    EXPECT_EQ(world.calls().size(), 2U);
    const auto first = world.words_of_call(0);
    EXPECT_NE(first.find("nobody took it"), std::string::npos) << first;
    world.kill();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_FALSE(killed) << "it was never let finish, so not every moment was tried";
}

TEST(KilledAnywhere, ThatNobodyTookItIsToldOnce) {
  bool killed = true;
  for (int moments = 0; killed && moments < k_more_than_it_takes; ++moments) {
    SCOPED_TRACE("killed after " + std::to_string(moments) + " moments");
    KillableEscalation world;
    world.escalate_at_most = 0;
    world.begin();
    const auto press = world.press_row();
    bool acknowledged = false;
    ASSERT_TRUE(world.deliver(press, k_for_ever, &acknowledged));
    world.clock.advance(10min);
    killed = !world.ring(moments);
    world.go_on(press);
    EXPECT_EQ(world.with_step("nobody took").size(), 1U);
    EXPECT_NE(world.words_of_call(0).find("❌"), std::string::npos) << world.words_of_call(0);
    world.kill();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_FALSE(killed) << "it was never let finish, so not every moment was tried";
}

TEST(KilledAnywhere, WhoTookAnEscalationIsShown) {
  bool killed = true;
  for (int moments = 0; killed && moments < k_more_than_it_takes; ++moments) {
    SCOPED_TRACE("killed after " + std::to_string(moments) + " moments");
    KillableEscalation world;
    world.incidents = &world.pager;
    world.begin();
    bool acknowledged = false;
    ASSERT_TRUE(world.deliver(world.press_row(), k_for_ever, &acknowledged));
    const auto press = world.press_call("escalation_have_it");
    killed = !world.deliver(press, moments, &acknowledged);
    world.go_on(press);
    EXPECT_NE(world.words_of_call(0).find("UOMAR has it"), std::string::npos)
        << world.words_of_call(0);
    EXPECT_EQ(world.pager.only().status, IncidentStatus::acknowledged);
    EXPECT_EQ(world.calls().size(), 1U);
    EXPECT_TRUE(world.platform.told_privately.empty()) << "it was their own press";
    world.kill();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_FALSE(killed) << "it was never let finish, so not every moment was tried";
}

TEST(KilledAnywhere, WhatIsHandedBackIsCalledOnce) {
  bool killed = true;
  for (int moments = 0; killed && moments < k_more_than_it_takes; ++moments) {
    SCOPED_TRACE("killed after " + std::to_string(moments) + " moments");
    KillableEscalation world;
    world.begin();
    bool acknowledged = false;
    ASSERT_TRUE(world.deliver(world.press_row(), k_for_ever, &acknowledged));
    ASSERT_TRUE(world.deliver(world.press_call("escalation_have_it"), k_for_ever, &acknowledged));
    auto press = world.press_call("escalation_hand_back");
    press.dedupe_key = "action:3";
    killed = !world.deliver(press, moments, &acknowledged);
    world.go_on(press);
    EXPECT_EQ(world.calls().size(), 2U);
    world.kill();
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_FALSE(killed) << "it was never let finish, so not every moment was tried";
}

}  // namespace
}  // namespace latchkey
