#include "tests/scenarios/two_causes.hpp"

#include "tests/scenarios/mail_events.hpp"

#include <map>
#include <set>
#include <utility>

namespace latchkey::scenarios {
namespace {

using nlohmann::json;

/// A customer who is being made up. Before anything is wrong: a confirmed account, and a reset mail
/// that arrived three hours ago and still works.
struct Sketch {
  std::string email;
  std::set<std::string> causes;
  json row;
  json mails = json::array();
  json suppressions = json::array();
  json others = json::array();
  bool has_account = true;

  [[nodiscard]] bool is(const std::string& cause) const { return causes.contains(cause); }
  void mail(const char* domain, const char* subject, json events) {
    mails.push_back({{"domain", domain},
                     {"recipient", email},
                     {"subject", subject},
                     {"events", std::move(events)}});
  }
};

json confirmed_row(const std::string& id, const std::string& email) {
  return {{"id", id},
          {"email", email},
          {"first_name", "Jo"},
          {"last_name", "Doe"},
          {"created_at", "-300d"},
          {"confirmed_at", "-300d"},
          {"confirmation_sent_at", "-300d"},
          {"last_sign_in_at", "-40d"},
          {"current_sign_in_at", "-30d"}};
}

std::string with_underscore(std::string email) {
  return email.replace(email.find('.'), 1, "_");
}

/// The address that is asked about waits on an account of another one.
void wait_as_new_address(Sketch& sketch) {
  sketch.row["email"] = "before." + sketch.email;
  sketch.row["unconfirmed_email"] = sketch.email;
}

void sign_up_with_underscore(Sketch& sketch) {
  sketch.others.push_back(
      confirmed_row(sketch.row.at("id").get<std::string>() + "0", with_underscore(sketch.email)));
}

/// The newest mail of the kind that is needed next, or, where no reset mail may have failed, a
/// newer one of another kind. It leaves the site that the account signs in to.
void fail_next_mail(Sketch& sketch, json (*events)(const std::string& at)) {
  const bool needs_confirmation = sketch.is("account_unconfirmed") || sketch.is("new_address");
  const bool is_no_reset = sketch.is("reset_not_requested") || sketch.is("reset_link_expired");
  const bool is_elsewhere = sketch.is("signs_in_through_provider");
  const char* domain = is_elsewhere ? k_gitlab_domain : k_portal_domain;
  if (needs_confirmation) return sketch.mail(domain, k_confirmation_subject, events("-90m"));
  if (is_no_reset) return sketch.mail(domain, "Your invoice", events("-90m"));
  if (!is_elsewhere) sketch.row["reset_password_sent_at"] = "-90m";
  sketch.mail(domain, k_reset_subject, events("-90m"));
}

/// How each cause comes about. "new_address", "other_account" and "no_account" are those of an
/// address that no row has.
const std::map<std::string, void (*)(Sketch&)> k_making = {
    {"account_blocked", [](Sketch& s) { s.row["state"] = "blocked"; }},
    {"login_not_activated", [](Sketch& s) { s.row["login_activated"] = false; }},
    {"new_address", wait_as_new_address},
    {"other_account",
     [](Sketch& s) {
       s.has_account = false;
       sign_up_with_underscore(s);
     }},
    {"no_account", [](Sketch& s) { s.has_account = false; }},
    {"signs_in_through_provider",
     [](Sketch& s) {
       s.row["provider"] = "gitlab";
       s.row["has_password"] = false;
     }},
    {"mail_suppressed",
     [](Sketch& s) {
       fail_next_mail(s, held_back);
       s.suppressions.push_back({{"domain", s.mails.back().at("domain")},
                                 {"list", "bounces"},
                                 {"address", s.email},
                                 {"error", "5.4.1 Access denied"},
                                 {"at", "-40d"}});
     }},
    {"mail_blocked", [](Sketch& s) { fail_next_mail(s, blocked); }},
    {"mail_bounced", [](Sketch& s) { fail_next_mail(s, bounced); }},
    {"mail_rejected", [](Sketch& s) { fail_next_mail(s, rejected); }},
    {"mail_delayed", [](Sketch& s) { fail_next_mail(s, delayed); }},
    {"account_unconfirmed",
     [](Sketch& s) {
       s.row["confirmed_at"] = nullptr;
       s.row["last_sign_in_at"] = nullptr;
       s.row["current_sign_in_at"] = nullptr;
     }},
    {"email_change_unconfirmed",
     [](Sketch& s) { s.row["unconfirmed_email"] = "after." + s.email; }},
    {"account_locked",
     [](Sketch& s) {
       s.row["failed_attempts"] = 20;
       s.row["locked_at"] = "-10m";
     }},
    {"reset_requested_elsewhere",
     [](Sketch& s) { s.mail(k_gitlab_domain, k_reset_subject, delivered("-40m")); }},
    {"reset_link_expired",
     [](Sketch& s) {
       s.row["reset_password_sent_at"] = "-9h";
       s.mail(k_portal_domain, k_reset_subject, delivered("-9h"));
     }},
    {"reset_not_requested", [](Sketch&) {}},
    {"other_address", sign_up_with_underscore},
};

/// Which may stand second, behind which. What is missing cannot be:
/// - a blocked or not activated account, or an address that no row has, excuses that no reset was
///   asked for, or that it was not used (the contract's order, 1 and 2);
/// - only one mail is judged at a time, so no two mail causes;
/// - where a reset mail was refused, one was asked for; a list or a bounce may have met another
/// mail;
/// - of the newest reset only one thing can be true.
const std::vector<std::pair<std::string, std::vector<std::string>>> k_pairs = {
    {"account_blocked",
     {"login_not_activated", "signs_in_through_provider", "mail_suppressed", "mail_blocked",
      "mail_bounced", "mail_rejected", "mail_delayed", "account_unconfirmed",
      "email_change_unconfirmed", "account_locked", "reset_requested_elsewhere", "other_address"}},
    {"login_not_activated",
     {"signs_in_through_provider", "mail_suppressed", "mail_blocked", "mail_bounced",
      "mail_rejected", "mail_delayed", "account_unconfirmed", "email_change_unconfirmed",
      "account_locked", "reset_requested_elsewhere", "other_address"}},
    {"new_address",
     {"mail_suppressed", "mail_blocked", "mail_bounced", "mail_rejected", "mail_delayed",
      "reset_requested_elsewhere"}},
    {"other_account", {"reset_requested_elsewhere"}},
    {"no_account", {"reset_requested_elsewhere"}},
    {"signs_in_through_provider",
     {"mail_suppressed", "mail_blocked", "mail_bounced", "mail_rejected", "mail_delayed",
      "account_unconfirmed", "email_change_unconfirmed", "account_locked",
      "reset_requested_elsewhere", "reset_link_expired", "reset_not_requested", "other_address"}},
    {"mail_suppressed",
     {"account_unconfirmed", "email_change_unconfirmed", "account_locked",
      "reset_requested_elsewhere", "reset_link_expired", "reset_not_requested", "other_address"}},
    {"mail_blocked",
     {"account_unconfirmed", "email_change_unconfirmed", "account_locked",
      "reset_requested_elsewhere", "other_address"}},
    {"mail_bounced",
     {"account_unconfirmed", "email_change_unconfirmed", "account_locked",
      "reset_requested_elsewhere", "reset_link_expired", "reset_not_requested", "other_address"}},
    {"mail_rejected",
     {"account_unconfirmed", "email_change_unconfirmed", "account_locked",
      "reset_requested_elsewhere", "other_address"}},
    {"mail_delayed",
     {"account_unconfirmed", "email_change_unconfirmed", "account_locked",
      "reset_requested_elsewhere", "other_address"}},
    {"account_unconfirmed",
     {"email_change_unconfirmed", "account_locked", "reset_requested_elsewhere",
      "reset_link_expired", "reset_not_requested", "other_address"}},
    {"email_change_unconfirmed",
     {"account_locked", "reset_requested_elsewhere", "reset_link_expired", "reset_not_requested",
      "other_address"}},
    {"account_locked",
     {"reset_requested_elsewhere", "reset_link_expired", "reset_not_requested", "other_address"}},
    {"reset_requested_elsewhere", {"other_address"}},
    {"reset_link_expired", {"other_address"}},
    {"reset_not_requested", {"other_address"}},
};

/// The contract's name of it.
std::string cause_of(const std::string& made) {
  if (made == "new_address") return "email_change_unconfirmed";
  return made == "other_account" ? "other_address" : made;
}

/// "account_locked" becomes "AccountLocked".
std::string camel_case(const std::string& words) {
  std::string name;
  bool begins = true;
  for (const char c : words) {
    if (c != '_') name += begins ? static_cast<char>(c - 'a' + 'A') : c;
    begins = c == '_';
  }
  return name;
}

/// A reset that nothing is wrong with, where nothing else tells of a reset.
void add_working_reset(Sketch& sketch) {
  for (const char* about_resets : {"reset_requested_elsewhere", "reset_link_expired",
                                   "reset_not_requested", "other_account", "no_account"}) {
    if (sketch.is(about_resets)) return;
  }
  sketch.row["reset_password_sent_at"] = "-3h";
  sketch.mail(k_portal_domain, k_reset_subject, delivered("-3h"));
}

TwoCauses make_pair_of(const std::string& first, const std::string& second, int number) {
  const std::string id = std::to_string(number);
  Sketch sketch{.email = "jo.doe@pair" + id + ".example", .causes = {first, second}, .row = {}};
  sketch.row = confirmed_row(id, sketch.email);
  add_working_reset(sketch);
  k_making.at(first)(sketch);
  k_making.at(second)(sketch);
  if (sketch.has_account) sketch.others.push_back(std::move(sketch.row));
  return {.name = camel_case(first) + "And" + camel_case(second),
          .email = sketch.email,
          .first = cause_of(first),
          .second = cause_of(second),
          .customers = std::move(sketch.others),
          .mails = std::move(sketch.mails),
          .suppressions = std::move(sketch.suppressions)};
}

}  // namespace

std::vector<TwoCauses> all_pairs_of_causes() {
  std::vector<TwoCauses> all;
  for (const auto& [first, others] : k_pairs) {
    for (const auto& second : others) {
      all.push_back(make_pair_of(first, second, 1000 + static_cast<int>(all.size())));
    }
  }
  return all;
}

}  // namespace latchkey::scenarios
