// Everything that people read about a call for help.
#include "bot/rendering/action_row.hpp"
#include "bot/rendering/escalation_card.hpp"
#include "bot/rendering/escalation_notices.hpp"
#include "bot/rendering/json.hpp"
#include "bot/rendering/text.hpp"
#include "tests/bot/rendering/golden.hpp"
#include "tests/bot/rendering/message_dump.hpp"
#include "tests/bot/rendering/sample_diagnoses.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace latchkey::rendering {
namespace {

using doubles::jane;
using doubles::k_now;
using std::chrono::minutes;

const std::string k_asker = "U0DANA";

CaseFacts facts() {
  return {.email = jane(),
          .service = "CustomersDot",
          .conclusion = "The confirmation mail bounced, and the account was never confirmed",
          .tried = {{.text = {chat::plain("✅ "), chat::user(k_asker),
                              chat::plain(" resent the confirmation for "),
                              chat::code("jane.doe@acme.example")}}},
          .unanswered = {"Mailgun: 401 unauthorized", "GitLab.com did not answer within 10 s"},
          .link = "https://chat.example/root"};
}

Call to_group() {
  return {.level = 0,
          .at = k_now,
          .found = true,
          .groups = {{"S0ONCALL", "@support-oncall", {"U0LENA", "U0OMAR"}}},
          .message = "1.1"};
}

Escalation escalation(EscalationStatus status) {
  Escalation made{.id = "e1",
                  .channel = "C0SUPPORT",
                  .thread = "1.0",
                  .diagnosis_id = "d1",
                  .asked_by = k_asker,
                  .asked_at = k_now,
                  .status = status,
                  .changed_by = "U0LENA",
                  .changed_at = k_now + minutes{4}};
  made.calls.push_back(to_group());
  return made;
}

std::string shown(Escalation of, std::size_t call = 0, bool calls_on = true) {
  return dump(render(
      CallCard{.escalation = std::move(of), .call = call, .facts = facts(), .calls_on = calls_on}));
}

TEST(EscalationGolden, CallsPeopleAndSaysHowItStands) {
  auto calling = escalation(EscalationStatus::calling);
  calling.reason = "the customer's licence ends today";
  std::string text = shown(calling) + shown(calling, 0, /*calls_on=*/false);
  for (const auto status : {EscalationStatus::taken, EscalationStatus::unanswered}) {
    text += shown(escalation(status));
  }
  auto resolved = escalation(EscalationStatus::resolved);
  text += shown(resolved);
  resolved.holder = "U0OMAR";
  text += shown(resolved);
  Escalation without_check = escalation(EscalationStatus::calling);
  text += dump(render(
      CallCard{.escalation = without_check, .facts = {.link = "https://chat.example/root"}}));
  CaseFacts untouched = facts();
  untouched.tried.clear();
  untouched.unanswered.clear();
  text += dump(render(CallCard{.escalation = without_check, .facts = untouched}));
  expect_golden("messages/escalation.txt", text);
}

TEST(EscalationGolden, SaysWhatBecameOfEarlierCalls) {
  auto second = escalation(EscalationStatus::calling);
  second.calls.push_back({.level = 1, .at = k_now + minutes{10}, .users = {"U0KIM", "U0MAX"}});
  std::string text = shown(second, 0) + shown(second, 1);
  second.calls[0].handed_back_by = "U0LENA";
  text += shown(second, 0);
  second.calls[0].handed_back_by.clear();
  second.calls[0].was_with = "U0LENA";
  text += shown(second, 0);
  second.calls[0] = {.at = k_now};
  text += shown(second, 0);
  auto over = escalation(EscalationStatus::unanswered);
  text += dump(nobody_took_it(over));
  over.calls.push_back(to_group());
  text += dump(nobody_took_it(over));
  over.calls.back().groups.clear();
  expect_golden("messages/escalation_calls.txt", text + dump(nobody_took_it(over)));
}

TEST(EscalationGolden, SaysWhyOthersThanTheOnesOnCallAreCalled) {
  auto fallback = escalation(EscalationStatus::calling);
  fallback.calls[0] = {.at = k_now,
                       .found = true,
                       .users = {"U0LEAD"},
                       .strangers = {{"Lena Park", "https://pager.example/users/P1"}},
                       .note = "The fall-back is called instead."};
  std::string text = shown(fallback);
  fallback.calls[0].strangers.push_back({"Omar Haddad", ""});
  fallback.calls[0].users.clear();
  fallback.calls[0].note = "Nobody is in @support-managers.";
  text += shown(fallback);
  expect_golden("messages/escalation_fallback.txt", text);
}

TEST(EscalationGolden, SaysHowItsIncidentIs) {
  std::string text;
  for (const Incident& incident :
       {Incident{IncidentStatus::wanted, "", "", "PagerDuty: 503 unavailable"},
        Incident{IncidentStatus::triggered, "Q1", "https://pager.example/Q1", ""},
        Incident{IncidentStatus::acknowledged, "Q1", "", ""},
        Incident{IncidentStatus::lost, "", "", "PagerDuty: 400 bad request"}}) {
    auto paged =
        escalation(incident.status == IncidentStatus::acknowledged ? EscalationStatus::taken
                                                                   : EscalationStatus::calling);
    paged.incident = incident;
    text += shown(paged);
  }
  expect_golden("messages/escalation_incident.txt", text);
}

TEST(EscalationGolden, SaysHowItsIncidentIsWhereTheTwoDiffer) {
  auto handed_back = escalation(EscalationStatus::calling);
  handed_back.calls[0].handed_back_by = "U0LENA";
  handed_back.calls.push_back({.level = 1, .at = k_now + minutes{10}, .users = {"U0KIM"}});
  std::string text;
  for (const Incident& incident :
       {Incident{IncidentStatus::acknowledged, "Q1", "", "PagerDuty: 503 unavailable"},
        Incident{IncidentStatus::triggered, "Q1", "", ""},
        Incident{IncidentStatus::lost, "Q1", "", "PagerDuty: it stays acknowledged"}}) {
    handed_back.incident = incident;
    text += shown(handed_back, 1);
  }
  auto resolved = escalation(EscalationStatus::resolved);
  resolved.incident = {IncidentStatus::triggered, "Q1", "", "PagerDuty: 503 unavailable"};
  text += shown(resolved);
  resolved.incident.status = IncidentStatus::resolved;
  text += shown(resolved);
  expect_golden("messages/escalation_incident_differs.txt", text);
}

TEST(EscalationGolden, TellsOnePersonAlone) {
  const std::vector<std::string> group = {"@support-team"};
  std::string text = dump(no_escalation());
  for (const auto status : {EscalationStatus::calling, EscalationStatus::taken}) {
    text += dump(already_escalated(escalation(status)));
  }
  text += dump(escalation_stands(escalation(EscalationStatus::taken)));
  text += dump(escalation_forgotten()) + dump(escalation_expired());
  text += dump(escalation_needs_invitation());
  text += dump(refuse_escalation(group, {"U0DANA", "U0OMAR"})) + dump(refuse_escalation({}, {}));
  text += dump(refuse_direct_escalation("/diagnose"));
  text += dump(refuse_call_button(group)) + dump(refuse_call_button({}));
  const auto calling = escalation(EscalationStatus::calling);
  const auto card = render(CallCard{.escalation = calling, .facts = facts()});
  text += dump(escalation_dry_run(calling.calls[0], card, /*incident=*/false));
  text += dump(escalation_dry_run(Call{}, card, /*incident=*/true));
  expect_golden("messages/escalation_notices.txt", text);
}

TEST(EscalationGolden, ScriptsAndTheTerminalLearnThatSomebodyCanBeCalled) {
  const auto diagnosis = sample_diagnosis("account_unconfirmed");
  const auto remedies = to_json(diagnosis, /*escalate=*/true)["remedies"];
  EXPECT_EQ(remedies.back().dump(),
            R"({"id":"escalate","label":"Escalate","service":"CustomersDot"})");
  EXPECT_EQ(to_json(diagnosis)["remedies"].size() + 1, remedies.size());
  const TextOptions options{.escalate = true};
  EXPECT_NE(to_text(diagnosis, options).find("- Escalate"), std::string::npos);
}

TEST(EscalationGolden, TheRowHasTheButtonUntilSomebodyPressedIt) {
  ActionRow row{.diagnosis_id = "d1",
                .email = jane(),
                .service = "CustomersDot",
                .offered = {RemedyId::resend_confirmation},
                .with_reply = true,
                .with_escalate = true};
  std::string text = dump(render(row));
  // Five buttons at most: the third remedy comes when one of the others, or this one, is gone.
  row.offered = {RemedyId::lift_suppression, RemedyId::resend_confirmation,
                 RemedyId::send_password_reset};
  text += dump(render(row));
  row.escalated = Escalated{k_asker, k_now};
  expect_golden("messages/escalation_row.txt", text + dump(render(row)));
}

}  // namespace
}  // namespace latchkey::rendering
