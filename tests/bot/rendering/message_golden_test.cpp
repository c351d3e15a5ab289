// Messages that hang on no cause: progress, presses, notices, refusals.
#include "bot/rendering/action_row.hpp"
#include "bot/rendering/address_modal.hpp"
#include "bot/rendering/detail_modals.hpp"
#include "bot/rendering/escalation_notices.hpp"
#include "bot/rendering/home.hpp"
#include "bot/rendering/mail_ending_words.hpp"
#include "bot/rendering/notices.hpp"
#include "bot/rendering/reply_modal.hpp"
#include "bot/rendering/root_message.hpp"
#include "tests/bot/rendering/golden.hpp"
#include "tests/bot/rendering/message_dump.hpp"
#include "tests/bot/rendering/sample_diagnoses.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gtest/gtest.h>

namespace latchkey::rendering {
namespace {

using doubles::days;
using doubles::jane;
using doubles::k_now;

const std::string k_dana = "U0DANA";
const std::vector<std::string> k_services = {"CustomersDot", "GitLab.com"};

Asked asked() {
  return {.email = jane(), .service = "CustomersDot", .by = k_dana};
}

TEST(MessageGolden, ShowsProgress) {
  std::string text = dump(root_running(asked(), {}));
  text += dump(root_running(
      asked(),
      {.answered = 0,
       .asked = 6,
       .waiting_for = {"CustomersDot", "Mail log of customers.gitlab.com",
                       "Suppression lists of customers.gitlab.com", "GitLab.com",
                       "Mail log of mg.gitlab.com", "Suppression lists of mg.gitlab.com"}}));
  text += dump(root_running(
      asked(), {.answered = 4, .asked = 6, .waiting_for = {"CustomersDot", "GitLab.com"}}));
  text += dump(root_running(asked(), {.answered = 5, .asked = 6, .waiting_for = {"GitLab.com"}}));
  text += dump(root_running(asked(), {.answered = 6, .asked = 6, .waiting_for = {}}));
  expect_golden("messages/progress.txt", text + dump(root_abandoned(asked())));
}

ActionRow row_with(std::vector<Press> presses) {
  return {.diagnosis_id = "d1",
          .email = jane(),
          .service = "CustomersDot",
          .offered = {RemedyId::resend_confirmation, RemedyId::send_password_reset},
          .presses = std::move(presses)};
}

TEST(MessageGolden, SaysWhatCameOfAPress) {
  std::string text;
  for (const RemedyId remedy : {RemedyId::resend_confirmation, RemedyId::send_password_reset}) {
    for (const RemedyOutcome outcome :
         {RemedyOutcome::in_progress, RemedyOutcome::accepted, RemedyOutcome::accepted_unproven,
          RemedyOutcome::already_confirmed, RemedyOutcome::unknown_address,
          RemedyOutcome::uncertain, RemedyOutcome::failed, RemedyOutcome::dry_run}) {
      Press press{.remedy = remedy, .by = k_dana, .at = k_now, .outcome = outcome};
      if (outcome == RemedyOutcome::failed) press.why = "CustomersDot did not answer within 10 s";
      text += dump(render(row_with({press})));
    }
  }
  for (const RemedyOutcome outcome : {RemedyOutcome::in_progress, RemedyOutcome::lifted,
                                      RemedyOutcome::failed, RemedyOutcome::dry_run}) {
    Press press{
        .remedy = RemedyId::lift_suppression, .by = k_dana, .at = k_now, .outcome = outcome};
    if (outcome == RemedyOutcome::failed) press.why = "Mailgun: 403 forbidden";
    if (outcome == RemedyOutcome::lifted) {
      press.note = "550 5.2.1 mailbox disabled";
      press.listed_since = parse_time("2026-11-10T10:00:00Z");
    }
    text += dump(render(row_with({press})));
  }
  const Press gone{.remedy = RemedyId::lift_suppression,
                   .by = k_dana,
                   .at = k_now,
                   .outcome = RemedyOutcome::lifted};
  text += dump(render(row_with({gone})));
  ActionRow other = row_with({{.remedy = RemedyId::check_other_address,
                               .by = k_dana,
                               .at = k_now,
                               .outcome = RemedyOutcome::looked_up}});
  other.offered = {RemedyId::check_other_address};
  other.other_address = doubles::address("jane_doe@acme.example");
  text += dump(render(other));
  ActionRow limited = row_with({});
  limited.offered.clear();
  limited.next_mail_at = k_now + std::chrono::minutes{12};
  text += dump(render(limited));
  limited.offered = {RemedyId::send_password_reset};
  expect_golden("messages/presses.txt", text + dump(render(limited)));
}

/// "summary: …" and what stands above the buttons.
std::string without_buttons(const chat::Message& message) {
  chat::Message shown = message;
  shown.blocks.pop_back();
  return dump(shown);
}

const std::vector<MailEnding> k_endings = {
    {MailEnd::delivered, k_now, "mx1.acme.example"},
    {MailEnd::delivered, k_now},
    {MailEnd::bounced, k_now, "mx1.acme.example", "550 5.1.1 user unknown"},
    {MailEnd::bounced, k_now},
    {MailEnd::blocked, k_now, "mx1.acme.example", "554 5.7.1 refused: see list.example."},
    {MailEnd::suppressed, k_now, "", "605 Not delivering to previously bounced address"},
    {MailEnd::rejected, k_now, "", "Sandbox subdomains are for test purposes only"},
    {MailEnd::delayed, k_now, "mx1.acme.example", "450 4.7.1 greylisted"},
    {MailEnd::pending, k_now},
    {MailEnd::not_seen, k_now},
    {MailEnd::not_asked, k_now, "", "Mailgun: 401 unauthorized"}};

TEST(MessageGolden, SaysWhatCameOfAMailThatIsFollowed) {
  std::string text;
  Press press{.remedy = RemedyId::resend_confirmation, .by = k_dana, .at = k_now, .followed = true};
  const std::vector<std::optional<MailEnding>> no_end_and_one = {std::nullopt, k_endings.front()};
  for (const auto& ending : no_end_and_one) {
    press.ending = ending;
    for (const RemedyOutcome outcome :
         {RemedyOutcome::accepted, RemedyOutcome::accepted_unproven, RemedyOutcome::uncertain}) {
      press.outcome = outcome;
      text += without_buttons(render(row_with({press})));
    }
  }
  press.outcome = RemedyOutcome::accepted;
  for (const MailEnding& ending : k_endings) {
    press.ending = ending;
    text += without_buttons(render(row_with({press})));
  }
  expect_golden("messages/followed_mails.txt", text);
}

TEST(MessageGolden, MentionsWhoPressedWhereTheMailDidNotArrive) {
  std::string text;
  for (const MailEnding& ending : k_endings) {
    if (ending.end == MailEnd::delivered) continue;
    text += dump(mail_did_not_arrive(k_dana, RemedyId::resend_confirmation, jane(), ending));
  }
  const MailEnding bounced{MailEnd::bounced, k_now, "", "550 no\nsuch <!channel> user"};
  text += dump(mail_did_not_arrive(k_dana, RemedyId::send_password_reset, jane(), bounced));
  text += dump(mail_did_not_arrive(k_dana, RemedyId::send_sign_in_link, jane(), bounced));
  expect_golden("messages/mail_did_not_arrive.txt", text);
}

TEST(MessageGolden, SaysPrivatelyWhyAPressDidNothing) {
  std::string text;
  for (const RemedyOutcome outcome : {RemedyOutcome::in_progress, RemedyOutcome::accepted}) {
    const RemedyAlreadyBegun before{.by = k_dana, .at = k_now, .outcome = outcome};
    text += dump(already_pressed(RemedyId::resend_confirmation, before));
  }
  const RemedyAlreadyBegun checked{.by = k_dana, .at = k_now, .outcome = RemedyOutcome::looked_up};
  text += dump(already_pressed(RemedyId::check_other_address, checked));
  text += dump(over_limit(jane(), {.allowed = 2, .per_day = false, .again_at = k_now}));
  text += dump(over_limit(jane(), {.allowed = 1, .per_day = true, .again_at = k_now}));
  text += dump(stale_press("d1")) + dump(pressed_elsewhere()) + dump(press_on_forgotten());
  text += dump(form_too_late("Draft reply")) + dump(reply_not_posted());
  text += dump(press_expired(RemedyId::send_password_reset));
  const RemedyAlreadyBegun wanted{.by = k_dana, .at = k_now, .outcome = RemedyOutcome::proposed};
  text += dump(already_pressed(RemedyId::lift_suppression, wanted));
  text += dump(needs_another_person(RemedyId::lift_complaint));
  text += dump(proposal_lapsed(RemedyId::lift_complaint, k_dana));
  expect_golden("messages/idle_presses.txt", text);
}

TEST(MessageGolden, RefusesWithoutSayingAnythingAboutACustomer) {
  const std::vector<std::string> group = {"@support-team"};
  const std::vector<std::string> people = {"U0LENA", "U0OMAR", "U0KIM"};
  std::string text = dump(refuse_shared_channel()) + dump(refuse_unlisted_channel()) +
                     dump(refuse_unknown_channel()) + dump(refuse_unknown_direct_message()) +
                     dump(refuse_other_organisation()) + dump(refuse_guest()) +
                     dump(refuse_unknown_permission());
  text += dump(refuse_diagnose(group, people));
  text += dump(refuse_diagnose(people, people));
  text += dump(refuse_remedy(RemedyId::resend_confirmation, group, people));
  text += dump(refuse_remedy(RemedyId::send_password_reset, group, {}));
  text += dump(refuse_remedy(RemedyId::send_password_reset, {}, {}));
  text += dump(refuse_remedy(RemedyId::lift_suppression, group, {}));
  expect_golden("messages/refusals.txt", text);
}

/// Slack has one of two connections, and Mailgun does not answer.
status::Readiness in_trouble() {
  return {.slack = {.wanted = 2, .connected = 1},
          .store = {},
          .systems = {{.system = "CustomersDot"},
                      {.system = "Mailgun",
                       .open = true,
                       .since = k_now - std::chrono::minutes{7},
                       .next_try = k_now + std::chrono::seconds{40},
                       .why = "no connection within 3 s"},
                      {.system = "GitLab.com"}}};
}

TEST(MessageGolden, PointsToAnAnswerInsteadOfGivingItTwice) {
  const DiagnosisRecord before{.id = "d1",
                               .email = jane(),
                               .service = "CustomersDot",
                               .asked_by = k_dana,
                               .asked_at = k_now};
  expect_golden("messages/asked_again.txt",
                dump(asked_before(before, "https://keyhole.slack.com/archives/C0SUPPORT/p1")) +
                    dump(asked_before(before, "")) + dump(being_asked()));
}

TEST(MessageGolden, ShowsAPersonTheirOwnChecks) {
  Home home{.checks = {{jane(), "CustomersDot", "", k_now, "https://chat.example/2"},
                       {jane(), "GitLab.com", "account_unconfirmed", k_now, ""}},
            .health = in_trouble(),
            .as_of = k_now,
            .command = "/diagnose"};
  std::string text = dump(render(home));
  home.mask_emails = true;
  text += dump(render(home));
  home.checks.clear();
  home.health = {.slack = {.wanted = 2, .connected = 2}, .systems = {{.system = "Mailgun"}}};
  expect_golden("messages/home.txt", text + dump(render(home)));
}

TEST(MessageGolden, OpensWindows) {
  std::string text =
      dump(address_modal("c", {})) +
      dump(address_modal("c", {jane(), doubles::address("ben@acme.example")})) +
      dump(reply_modal("c", "Verify that it is theirs.", "Hello,\n\nplease confirm.")) +
      dump(ticket_modal(ticket_text(sample_diagnosis("account_unconfirmed"))));
  expect_golden("messages/windows.txt",
                text + dump(posted_reply(k_dana, "Hello,\n\nplease confirm.")));
}

TEST(MessageGolden, HelpsAndReports) {
  std::string text = dump(help("/diagnose", k_services, days{30}));
  text += dump(help("/diagnose", {"CustomersDot"}, days{5}));
  text += dump(status(
      {.version = "0.1.0",
       .services = k_services,
       .running = 0,
       .started_at = k_now,
       .dry_run = false,
       .health = {.slack = {.wanted = 2, .connected = 2}, .systems = {{.system = "Mailgun"}}}}));
  text += dump(status({.version = "0.1.0",
                       .services = k_services,
                       .running = 2,
                       .started_at = k_now,
                       .dry_run = true,
                       .health = in_trouble()}));
  text += dump(not_understood("“jane” is not an email address.", "/diagnose"));
  text += dump(unknown_service("CustomerDot", k_services));
  text += dump(too_far_back(days{30}));
  text += dump(no_escalation());
  text += dump(too_many_questions(20, std::chrono::milliseconds{11'500})) + dump(too_busy()) +
          dump(store_unavailable());
  expect_golden("messages/notices.txt", text);
}

TEST(MessageGolden, AnswersPrivatelyWhereItIsNoMember) {
  expect_golden("messages/private_answer.txt",
                dump(private_answer(asked(), sample_diagnosis("account_unconfirmed"))));
}

TEST(MessageGolden, MasksAddressesInRootMessages) {
  Asked masked = asked();
  masked.mask_email = true;
  std::string text = dump(root_running(masked, {}));
  text += dump(root_concluded(masked, sample_diagnosis("other_address")));
  text += dump(root_concluded(masked, sample_diagnosis("email_change_unconfirmed")));
  EXPECT_EQ(text.find("jane"), std::string::npos) << text;
  expect_golden("messages/masked.txt", text);
}

}  // namespace
}  // namespace latchkey::rendering
