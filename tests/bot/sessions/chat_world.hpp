#pragma once

#include "adapters/storage/sqlite_store.hpp"
#include "bot/rendering/action_row.hpp"
#include "bot/sessions/call_session.hpp"
#include "bot/sessions/dispatcher.hpp"
#include "bot/sessions/escalation_clock.hpp"
#include "bot/sessions/escalation_session.hpp"
#include "bot/sessions/follow_up_session.hpp"
#include "bot/sessions/mail_watch.hpp"
#include "tests/doubles/fake_account_directory.hpp"
#include "tests/doubles/fake_chat_platform.hpp"
#include "tests/doubles/fake_clock.hpp"
#include "tests/doubles/fake_mail_forms.hpp"
#include "tests/doubles/fake_mail_log.hpp"
#include "tests/doubles/fake_suppression_lists.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace latchkey {

using namespace std::chrono_literals;

inline const TimePoint k_noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h};

inline std::string words_of(const chat::Message& message) {
  std::string words = message.summary + "\n";
  for (const auto& block : message.blocks) {
    for (const auto& span : block.text) words += span.text;
    words += "\n";
  }
  return words;
}

inline const chat::Button* button_of(const chat::Message& message, std::string_view action) {
  for (const auto& block : message.blocks) {
    for (const auto& button : block.buttons) {
      if (button.action == action) return &button;
    }
  }
  return nullptr;
}

/// What is there whether or not a Latchkey runs: the chat, its people, the systems and the time.
/// jane.doe@acme.example never confirmed her account.
struct ChatWorld {
  doubles::FakeClock clock{k_noon};
  doubles::FakeChatPlatform platform;
  doubles::FakeAccountDirectory directory;
  doubles::FakeMailLog mail;
  doubles::FakeSuppressionLists lists;
  doubles::FakeMailForms forms;
  /// `[run] dry_run`
  bool dry_run = false;
  AccessRules rules{
      .channels = {"CSUPPORT"}, .diagnose = {"@support-team"}, .remediate = {"@support-team"}};
  /// Whom escalations call (see `Callees`); without levels nobody can be called.
  Callees::Options on_call;
  OnCall* schedule = nullptr;
  Incidents* incidents = nullptr;
  std::chrono::seconds acknowledge_within = 10min;
  int escalate_at_most = 3;
  std::chrono::seconds mail_log_retention = k_longest_mail_log_retention;
  /// Remedies that one person may not have done alone.
  std::vector<RemedyId> second_person;
  Service service{.name = "CustomersDot",
                  .url = "https://customers.example",
                  .mail_domain = "customers.example",
                  .confirmation_form = "https://customers.example/confirmation/new",
                  .reset_subjects = {"Reset*"},
                  .confirmation_subjects = {"Confirmation*"}};

  ChatWorld() {
    platform.channels["CSUPPORT"] = {.member = true};
    platform.people["UDANA"] = {.id = "UDANA"};
    platform.people["ULENA"] = {.id = "ULENA"};
    platform.people["UEVE"] = {.id = "UEVE"};
    platform.groups["@support-team"] = {"UDANA", "ULENA"};
    directory.answer->rows = {never_confirmed("jane.doe@acme.example")};
    directory.answer->shape = never_confirmed("");
  }

  static Account never_confirmed(const std::string& email) {
    Account account{.id = "4711", .email = email};
    account.created_at = k_noon - 48h;
    account.confirmed_at = Field<TimePoint>::empty();
    return account;
  }
  /// The message with the buttons of the newest answer.
  [[nodiscard]] std::string row() const {
    const auto found =
        std::find_if(platform.order.rbegin(), platform.order.rend(), [&](const std::string& id) {
          return button_of(platform.posted.at(id).message, rendering::k_recheck) != nullptr;
        });
    return found == platform.order.rend() ? "" : *found;
  }
};

/// One process: what is lost when it is killed.
struct Process {
  Investigation investigation;
  Authorization authorization;
  EarlierPosts earlier;
  DiagnoseSession diagnose;
  FollowUpSession follow_up;
  MailWatch watch;
  RemedySession remedy;
  EscalationRules escalation_rules;
  Callees callees;
  IncidentSession incident;
  CallSession calls;
  EscalationClock escalation_clock;
  EscalationSession escalations;
  DraftReplySession replies;
  HomeSession home;
  FrontDesk desk;
  GroupWatch groups;
  Dispatcher dispatcher;

  Process(const boost::asio::any_io_executor& executor, ChatWorld& world,
          chat::ChatPlatform& platform, MailForms& forms, Store& store)
      : investigation({{world.service, &world.directory, &world.mail, &world.lists}}, world.clock,
                      5s, world.mail_log_retention),
        authorization(world.rules, platform, world.clock),
        earlier(platform),
        diagnose(platform, investigation, store, earlier, world.clock,
                 {.second_person = world.second_person, .escalate = !world.on_call.levels.empty()}),
        follow_up(platform, earlier, {{world.service, &world.directory, &world.mail, &world.lists}},
                  store, world.clock),
        watch(executor, store, world.clock,
              [this](FollowUp mail) { return follow_up.run(std::move(mail)); }),
        remedy(
            platform, authorization, {{"CustomersDot", &forms}},
            {{world.service, &world.directory, &world.mail, &world.lists}}, store, watch,
            world.clock,
            {.dry_run = world.dry_run, .second_person = world.second_person, .looks = {0ms, 0ms}}),
        escalation_rules{static_cast<int>(world.on_call.levels.size()), world.acknowledge_within,
                         world.escalate_at_most},
        callees(platform, world.schedule, world.on_call),
        incident(world.incidents, callees, world.clock, escalation_rules),
        calls(platform, earlier, callees, incident, store, world.clock, escalation_rules),
        escalation_clock(
            executor, store, world.clock,
            [this](Escalation escalation) { return calls.run(std::move(escalation)); }),
        escalations(platform, store, callees, escalation_clock, world.clock,
                    {escalation_rules, incident.opens_incidents(), world.dry_run}),
        replies(
            platform, earlier,
            {replies::ReplyTemplates{},
             {{"CustomersDot", {{"site", "customers.example"}, {"mail_domain", "mail.example"}}}}}),
        home(platform, authorization, store, world.clock, healthy,
             {.command = "/diagnose", .rules = world.rules}),
        desk({platform, authorization, diagnose, remedy, replies, home, store, earlier, world.clock,
              healthy, [this] { return dispatcher.running(); },
              world.on_call.levels.empty() ? nullptr : &escalations},
             {.command = "/diagnose",
              .services = {"CustomersDot"},
              .rules = world.rules,
              .diagnoses_per_person_minute = 3,
              .mail_log_retention = world.mail_log_retention}),
        groups(platform, store, world.on_call.levels.empty() ? "" : world.on_call.levels.front()),
        dispatcher(executor, {desk, diagnose, store, groups}) {}

  /// Goes on with what an earlier process took on and did not finish.
  void recover() {
    dispatcher.recover();
    watch.wake();
    escalation_clock.wake();
  }
  /// Returns as soon as nothing is left to do at this moment.
  boost::asio::awaitable<void> idle() {
    co_await dispatcher.idle();
    co_await watch.idle();
    co_await escalation_clock.idle();
  }
  static boost::asio::awaitable<status::Readiness> healthy() {
    co_return status::Readiness{.slack = {.wanted = 2, .connected = 2},
                                .systems = {{.system = "Mailgun"}}};
  }
};

}  // namespace latchkey
