#pragma once

#include "adapters/storage/sqlite_store.hpp"
#include "bot/sessions/remedy_session.hpp"
#include "tests/bot/sessions/chat_world.hpp"
#include "tests/doubles/await.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace latchkey {

/// A row with the button of one remedy, and @dana's press of it.
struct PressedButton : testing::Test, ChatWorld {
  explicit PressedButton(RemedyId pressed) : remedy(pressed) {
    EXPECT_TRUE(doubles::await(store->record_diagnosis(record), context));
    chat::Message row;
    const auto posted = doubles::await(platform.post("CSUPPORT", "root", std::move(row)), context);
    press.message = posted.value().id;
  }

  void run() {
    options.dry_run = dry_run;
    RemedySession session{platform,
                          authorization,
                          {{"CustomersDot", &forms}},
                          {{service, &directory, &mail, &lists}},
                          *store,
                          watch,
                          clock,
                          options};
    doubles::await(session.run(job, press, {remedy}, record), context);
  }
  /// The process was killed right after it had begun.
  void begin_only() {
    RemedyAttempt attempt{.diagnosis_id = record.id,
                          .remedy = remedy,
                          .customer = record.email,
                          .by = press.user,
                          .at = clock.now(),
                          .press = job.id};
    EXPECT_TRUE(doubles::await(store->begin_remedy(std::move(attempt), {}), context));
    clock.advance(10min);
  }
  RemedyPress kept() { return doubles::await(store->presses(record.id), context).value().at(0); }
  [[nodiscard]] std::string words() const {
    return words_of(platform.posted.at(press.message).message);
  }

  RemedyId remedy;
  RemedySession::Options options;
  boost::asio::io_context context;
  std::unique_ptr<Store> store = storage::open_memory_store().value();
  MailWatch watch{context.get_executor(), *store, clock,
                  [](FollowUp) -> boost::asio::awaitable<void> { co_return; }};
  Authorization authorization{rules, platform, clock};
  Job job{.number = 1, .id = "press"};
  DiagnosisRecord record{.id = "diagnosis",
                         .email = EmailAddress::parse("jane.doe@acme.example").value(),
                         .service = "CustomersDot",
                         .asked_by = "UDANA",
                         .asked_at = clock.now(),
                         .channel = "CSUPPORT",
                         .offered = {remedy}};
  chat::Request press{.kind = chat::Request::Kind::action,
                      .dedupe_key = "key",
                      .user = "UDANA",
                      .user_team = "T1",
                      .team = "T1",
                      .channel = "CSUPPORT",
                      .received = clock.now()};
};

}  // namespace latchkey
