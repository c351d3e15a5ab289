#include "bot/sessions/remedy_session.hpp"

#include "adapters/storage/sqlite_store.hpp"
#include "tests/bot/sessions/chat_world.hpp"
#include "tests/doubles/await.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace latchkey {
namespace {

/// A row with one button, "Send sign-in link", and @dana's press of it.
struct SignInLinkPress : testing::Test, ChatWorld {
  SignInLinkPress() {
    service.sign_in_link_subjects = {"Your sign-in link*"};
    EXPECT_TRUE(doubles::await(store->record_diagnosis(record), context));
    chat::Message row;
    const auto posted = doubles::await(platform.post("CSUPPORT", "root", std::move(row)), context);
    press.message = posted.value().id;
  }

  void run() {
    RemedySession session{platform,
                          authorization,
                          {{"CustomersDot", &forms}},
                          {{service, &directory, &mail}},
                          *store,
                          watch,
                          clock,
                          {.looks = {0ms}}};
    doubles::await(session.run(job, press, {RemedyId::send_sign_in_link}, record), context);
  }
  /// The process was killed right after it had begun.
  void begin_only() {
    RemedyAttempt attempt{.diagnosis_id = record.id,
                          .remedy = RemedyId::send_sign_in_link,
                          .customer = record.email,
                          .by = press.user,
                          .at = clock.now(),
                          .press = job.id};
    EXPECT_TRUE(doubles::await(store->begin_remedy(std::move(attempt), {}), context));
    clock.advance(10min);
  }
  void mail_arrived(const std::string& subject) {
    mail.answer = MailHistory{
        .events = {
            {.at = clock.now() - 9min, .type = MailEventType::delivered, .subject = subject}}};
  }
  RemedyOutcome outcome() {
    const auto presses = doubles::await(store->presses(record.id), context).value();
    return presses.at(0).outcome;
  }
  [[nodiscard]] std::string words() const {
    return words_of(platform.posted.at(press.message).message);
  }

  boost::asio::io_context context;
  std::unique_ptr<Store> store = storage::open_memory_store().value();
  MailWatch watch{context.get_executor(), *store, clock,
                  [](FollowUp) -> boost::asio::awaitable<void> { co_return; }};
  Authorization authorization{rules, platform};
  Job job{.number = 1, .id = "press"};
  DiagnosisRecord record{.id = "diagnosis",
                         .email = EmailAddress::parse("jane.doe@acme.example").value(),
                         .service = "CustomersDot",
                         .asked_by = "UDANA",
                         .asked_at = clock.now(),
                         .channel = "CSUPPORT",
                         .offered = {RemedyId::send_sign_in_link}};
  chat::Request press{.kind = chat::Request::Kind::action,
                      .dedupe_key = "key",
                      .user = "UDANA",
                      .user_team = "T1",
                      .team = "T1",
                      .channel = "CSUPPORT",
                      .received = clock.now()};
};

TEST_F(SignInLinkPress, AsksTheSiteForTheLinkOnce) {
  run();
  run();
  ASSERT_EQ(forms.submitted.size(), 1U);
  EXPECT_EQ(forms.submitted[0].remedy, RemedyId::send_sign_in_link);
  EXPECT_EQ(forms.submitted[0].address.full(), "jane.doe@acme.example");
  EXPECT_EQ(outcome(), RemedyOutcome::accepted);
  EXPECT_NE(words().find("sent a sign-in link for"), std::string::npos) << words();
}

TEST_F(SignInLinkPress, SaysWhyNoneWasSent) {
  forms.reply = Error{ErrorKind::not_configured, "CustomersDot: no form for this mail"};
  run();
  EXPECT_EQ(outcome(), RemedyOutcome::failed);
  EXPECT_NE(words().find("No sign-in link was sent"), std::string::npos) << words();
  EXPECT_NE(words().find("no form for this mail"), std::string::npos) << words();
}

TEST_F(SignInLinkPress, WasDoneBeforeACrashWhereItsMailIsInTheLog) {
  begin_only();
  mail_arrived("Your sign-in link for CustomersDot");
  run();
  EXPECT_TRUE(forms.submitted.empty()) << "it must never be repeated";
  EXPECT_EQ(outcome(), RemedyOutcome::accepted);
}

// Another kind of mail proves nothing of this one.
TEST_F(SignInLinkPress, IsUncertainAfterACrashWhereOnlyAnotherMailIsInTheLog) {
  begin_only();
  mail_arrived("Confirmation instructions");
  run();
  EXPECT_TRUE(forms.submitted.empty());
  EXPECT_EQ(outcome(), RemedyOutcome::uncertain);
}

}  // namespace
}  // namespace latchkey
