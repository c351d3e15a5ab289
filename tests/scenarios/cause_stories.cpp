#include "tests/scenarios/cause_stories.hpp"

#include "core/base/time.hpp"
#include "tests/scenarios/mail_events.hpp"

#include <chrono>

namespace latchkey::scenarios {
namespace {

using namespace std::chrono_literals;
using enum Upstream;

/// A time for a column of the portal's database.
std::string ago(std::chrono::seconds age) {
  const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  return format_rfc3339(now - age);
}

/// A customer who asked the portal for a reset fifty minutes ago, and what became of the mail.
void reset_mail_to(Conversation& chat, const std::string& name, const Json& events) {
  chat.add_customer(chat.address(name), {{"reset_password_sent_at", ago(50min)}});
  chat.add_mail(k_portal_domain, chat.address(name), k_reset_subject, events);
}

std::vector<CauseStory> account_stories() {
  return {
      {.name = "TheAccountWasNeverConfirmed",
       .asked = "jane",
       .prepare =
           [](Conversation& chat) {
             chat.add_customer(chat.address("jane"),
                               {{"confirmed_at", "NULL"}, {"current_sign_in_at", "NULL"}});
             chat.add_mail(k_portal_domain, chat.address("jane"), k_confirmation_subject,
                           delivered("-2d"));
           },
       .cause = "account_unconfirmed",
       .offered = {"resend_confirmation"},
       .withheld = {"lift_suppression"},
       .decided_by = {accounts}},
      {.name = "TheNewAddressWaitsForItsConfirmation",
       .asked = "sam.new",
       .prepare =
           [](Conversation& chat) {
             chat.add_customer(chat.address("sam.old"),
                               {{"unconfirmed_email", chat.address("sam.new")}});
           },
       .cause = "email_change_unconfirmed",
       .offered = {"resend_confirmation"},
       .withheld = {"send_password_reset"},
       .decided_by = {accounts}},
      {.name = "TwentyWrongPasswordsHaveLockedIt",
       .asked = "elif",
       .prepare =
           [](Conversation& chat) {
             chat.add_customer(chat.address("elif"),
                               {{"failed_attempts", "20"}, {"locked_at", ago(10min)}});
           },
       .cause = "account_locked",
       .withheld = {"resend_confirmation"},
       .decided_by = {accounts}},
      {.name = "AnAdministratorOfGitlabHasBlockedIt",
       .asked = "bob.blocked",
       .prepare = [](Conversation&) {},  // he is in workspace.json
       .cause = "account_blocked",
       .withheld = {"resend_confirmation", "send_password_reset"},
       .decided_by = {gitlab},
       .service = "GitLab.com"},
      {.name = "AResellersAccountMayNotSignInYet",
       .asked = "wei",
       .prepare =
           [](Conversation& chat) {
             chat.add_customer(chat.address("wei"), {{"login_activated", "false"}});
           },
       .cause = "login_not_activated",
       .withheld = {"resend_confirmation", "send_password_reset"},
       .decided_by = {accounts}},
      {.name = "ItHasNoPasswordButAnIdentityProvider",
       .asked = "chloe",
       .prepare =
           [](Conversation& chat) {
             chat.add_customer(
                 chat.address("chloe"),
                 {{"provider", "google_oauth2"}, {"uid", "1001"}, {"encrypted_password", ""}});
           },
       .cause = "signs_in_through_provider",
       .withheld = {"send_password_reset"},
       .decided_by = {accounts}},
      {.name = "ItHasAProviderAndWhetherAPasswordCannotBeSeen",
       .asked = "chloe",
       .prepare =
           [](Conversation& chat) {
             chat.add_customer(chat.address("chloe"),
                               {{"provider", "google_oauth2"}, {"uid", "1001"}});
           },
       .cause = "signs_in_through_provider",
       .confidence = "likely",
       .withheld = {"send_password_reset"},
       .decided_by = {accounts},
       .table = "customers"},
  };
}

std::vector<CauseStory> address_stories() {
  return {
      {.name = "SignedUpWithAnUnderscore",
       .asked = "maria.lopez",
       .prepare =
           [](Conversation& chat) {
             chat.add_customer(chat.address("maria_lopez"),
                               {{"first_name", "Maria"}, {"last_name", "Lopez"}});
           },
       .cause = "other_address",
       .withheld = {"resend_confirmation", "send_password_reset"},
       .decided_by = {accounts}},
      {.name = "SignedUpWithTheNamesTheOtherWayRound",
       .asked = "petrov.ivan",
       .prepare =
           [](Conversation& chat) {
             chat.add_customer(chat.address("ivan.petrov"),
                               {{"first_name", "Ivan"}, {"last_name", "Petrov"}});
           },
       .cause = "other_address",
       .withheld = {"resend_confirmation", "send_password_reset"},
       .decided_by = {accounts}},
      {.name = "ThereIsNoAccountAtAll",
       .asked = "nobody",
       .prepare = [](Conversation&) {},
       .cause = "no_account",
       .withheld = {"resend_confirmation", "send_password_reset"},
       .decided_by = {accounts}},
  };
}

std::vector<CauseStory> mail_stories() {
  return {
      {.name = "TheConfirmationBounced",
       .asked = "rosa",
       .prepare =
           [](Conversation& chat) {
             chat.add_customer(chat.address("rosa"),
                               {{"confirmed_at", "NULL"}, {"current_sign_in_at", "NULL"}});
             chat.add_mail(k_portal_domain, chat.address("rosa"), k_confirmation_subject,
                           bounced("-1d"));
             chat.sandbox.suppress(k_portal_domain, chat.address("rosa"), "5.1.1 User unknown",
                                   24h);
           },
       .cause = "mail_bounced",
       .decided_by = {accounts, mailgun}},
      {.name = "TheResetWasBlockedBecauseOfOurAddress",
       .asked = "pavel",
       .prepare = [](Conversation& chat) { reset_mail_to(chat, "pavel", blocked("-50m")); },
       .cause = "mail_blocked",
       .withheld = {"lift_suppression"},
       .decided_by = {accounts, mailgun}},
      {.name = "TheResetWasHeldBackByTheBounceList",
       .asked = "aisha",
       .prepare =
           [](Conversation& chat) {
             reset_mail_to(chat, "aisha", held_back("-50m"));
             chat.sandbox.suppress(k_portal_domain, chat.address("aisha"), "5.4.1 Access denied",
                                   40 * 24h);
           },
       .cause = "mail_suppressed",
       .offered = {"lift_suppression"},
       .decided_by = {accounts, mailgun}},
      {.name = "TheResetIsStillBeingRetried",
       .asked = "lars",
       .prepare = [](Conversation& chat) { reset_mail_to(chat, "lars", delayed("-50m")); },
       .cause = "mail_delayed",
       .withheld = {"lift_suppression"},
       .decided_by = {accounts, mailgun}},
      {.name = "NothingIsKnownOfTheResetSinceItWasAccepted",
       .asked = "mei",
       .prepare = [](Conversation& chat) { reset_mail_to(chat, "mei", pending("-50m")); },
       .cause = "mail_delayed",
       .confidence = "possible",
       .withheld = {"lift_suppression"},
       .decided_by = {accounts, mailgun}},
      {.name = "MailgunRejectedTheReset",
       .asked = "otto",
       .prepare = [](Conversation& chat) { reset_mail_to(chat, "otto", rejected("-50m")); },
       .cause = "mail_rejected",
       .withheld = {"lift_suppression"},
       .decided_by = {accounts, mailgun}},
  };
}

std::vector<CauseStory> reset_stories() {
  return {
      {.name = "TheResetWasAskedForOnGitlab",
       .asked = "tomas",
       .prepare =
           [](Conversation& chat) {
             chat.add_customer(chat.address("tomas"));
             chat.add_mail(k_gitlab_domain, chat.address("tomas"), k_reset_subject,
                           delivered("-1h"));
           },
       .cause = "reset_requested_elsewhere",
       .offered = {"send_password_reset"},
       .decided_by = {accounts, mailgun}},
      {.name = "NobodyAskedForAReset",
       .asked = "priya",
       .prepare = [](Conversation& chat) { chat.add_customer(chat.address("priya")); },
       .cause = "reset_not_requested",
       .confidence = "likely",
       .offered = {"send_password_reset"},
       .decided_by = {accounts, mailgun}},
      {.name = "TheResetLinkHasExpired",
       .asked = "hana",
       .prepare =
           [](Conversation& chat) {
             chat.add_customer(chat.address("hana"), {{"reset_password_sent_at", ago(9h)}});
             chat.add_mail(k_portal_domain, chat.address("hana"), k_reset_subject,
                           delivered("-9h"));
           },
       .cause = "reset_link_expired",
       .offered = {"send_password_reset"},
       .decided_by = {accounts, mailgun}},
      {.name = "TheResetMailWaitsToBeUsed",
       .asked = "kenji",
       .prepare =
           [](Conversation& chat) {
             // Half a minute from where the answer's "10 minutes ago" would change.
             chat.add_customer(chat.address("kenji"),
                               {{"reset_password_sent_at", ago(10min + 30s)}});
             chat.add_mail(k_portal_domain, chat.address("kenji"), k_reset_subject,
                           delivered("-10m30s"));
           },
       .cause = "nothing_found",
       .withheld = {"resend_confirmation", "send_password_reset", "lift_suppression"},
       .decided_by = {accounts, mailgun, gitlab}},
  };
}

}  // namespace

std::vector<CauseStory> cause_stories() {
  std::vector<CauseStory> all;
  for (auto* stories : {&account_stories, &address_stories, &mail_stories, &reset_stories}) {
    for (auto& story : stories()) all.push_back(std::move(story));
  }
  return all;
}

}  // namespace latchkey::scenarios
