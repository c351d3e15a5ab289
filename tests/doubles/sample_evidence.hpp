#pragma once

#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/finding.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Two services and one customer, Jane Doe, for tests that judge or word a diagnosis.
namespace latchkey::doubles {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

/// When the diagnosis is made: Sunday, 2026-11-22T10:00:00Z.
inline const TimePoint k_now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + hours{10}};

inline EmailAddress address(std::string_view text) {
  return EmailAddress::parse(text).value();
}

inline EmailAddress jane() {
  return address("jane.doe@acme.example");
}

/// Passwords, both forms, links everywhere.
inline Service customers_dot() {
  Service service;
  service.name = "CustomersDot";
  service.url = "https://customers.gitlab.com";
  service.mail_domain = "customers.gitlab.com";
  service.account_link = "https://customers.gitlab.com/admin/customer/{id}";
  service.mail_log_link = "https://mail.example/customers.gitlab.com";
  service.confirmation_form = "/customers/confirmation/new";
  service.password_form = "/customers/password/new";
  service.reset_subjects = {"Reset password instructions*"};
  service.confirmation_subjects = {"Confirmation instructions*"};
  service.sign_in_link_subjects = {"Your sign-in link*"};
  service.verification_subjects = {"Verify your identity*"};
  return service;
}

/// No forms.
inline Service gitlab_com() {
  Service service = customers_dot();
  service.name = "GitLab.com";
  service.url = "https://gitlab.com";
  service.mail_domain = "mg.gitlab.com";
  service.account_link = "https://gitlab.com/admin/users/{id}";
  service.mail_log_link = "https://mail.example/mg.gitlab.com";
  service.confirmation_form = "";
  service.password_form = "";
  return service;
}

/// Confirmed 90 days ago, every field of Devise's there, last signed in 20 days ago.
inline Account account(std::string id, std::string email, std::string name = "Jane Doe") {
  Account row;
  row.id = std::move(id);
  row.email = std::move(email);
  row.name = std::move(name);
  row.created_at = k_now - days{91};
  row.confirmation_sent_at = k_now - days{91};
  row.confirmed_at = k_now - days{90};
  row.unconfirmed_email = Field<std::string>::empty();
  row.reset_password_sent_at = Field<TimePoint>::empty();
  row.current_sign_in_at = k_now - days{20};
  row.last_sign_in_at = k_now - days{40};
  row.sign_in_count = 2;
  return row;
}

inline Account jane_account() {
  return account("4711", "jane.doe@acme.example");
}

/// The same account, made two days ago and never confirmed.
inline Account unconfirmed(Account row) {
  row.created_at = k_now - days{2};
  row.confirmation_sent_at = k_now - days{2};
  row.confirmed_at = Field<TimePoint>::empty();
  row.current_sign_in_at = Field<TimePoint>::empty();
  row.last_sign_in_at = Field<TimePoint>::empty();
  row.sign_in_count = 0;
  return row;
}

/// An answer with these rows, from a directory that has all of Devise's fields.
inline AccountsFound found(std::vector<Account> rows) {
  AccountsFound answer;
  answer.rows = std::move(rows);
  answer.shape.name = Field<std::string>::empty();
  answer.shape.created_at = Field<TimePoint>::empty();
  answer.shape.confirmed_at = Field<TimePoint>::empty();
  answer.shape.unconfirmed_email = Field<std::string>::empty();
  answer.shape.reset_password_sent_at = Field<TimePoint>::empty();
  answer.shape.current_sign_in_at = Field<TimePoint>::empty();
  return answer;
}

inline constexpr const char* k_reset = "Reset password instructions";
inline constexpr const char* k_confirmation = "Confirmation instructions";
inline constexpr const char* k_link = "Your sign-in link";
inline constexpr const char* k_verification = "Verify your identity";

/// The log lines of one mail, one second apart. Opened and clicked carry no subject, as in
/// Mailgun's events.
inline std::vector<MailEvent> mail(std::string_view subject, TimePoint at,
                                   std::initializer_list<MailEventType> types) {
  std::vector<MailEvent> lines;
  for (const auto type : types) {
    MailEvent line;
    line.at = at + std::chrono::seconds{lines.size()};
    line.type = type;
    line.recipient = jane().full();
    const bool id_only = type == MailEventType::opened || type == MailEventType::clicked;
    if (!id_only) line.subject = subject;
    line.message_id = std::string{subject} + std::to_string(at.time_since_epoch().count());
    lines.push_back(std::move(line));
  }
  return lines;
}

inline std::vector<MailEvent> delivered(std::string_view subject, TimePoint at) {
  return mail(subject, at, {MailEventType::accepted, MailEventType::delivered});
}

/// A mail that failed for good: Mailgun's short reason, the code and the server's words.
inline std::vector<MailEvent> failed(std::string_view subject, TimePoint at, std::string reason,
                                     int code, std::string detail = "") {
  auto lines = mail(subject, at, {MailEventType::accepted, MailEventType::failed_permanently});
  lines.back().reason = std::move(reason);
  lines.back().code = code;
  lines.back().detail = std::move(detail);
  return lines;
}

inline std::vector<MailEvent> bounced(std::string_view subject, TimePoint at) {
  return failed(subject, at, "bounce", 550, "5.1.1 user unknown");
}

/// Held back, since the address was on the list of bounces.
inline std::vector<MailEvent> suppressed(std::string_view subject, TimePoint at) {
  return failed(subject, at, "suppress-bounce", 605,
                "Not delivering to previously bounced address");
}

/// A row of the list of bounces.
inline Suppression bounce_row(TimePoint at, std::string error = "5.1.1 user unknown") {
  return {SuppressionList::bounces, "550", std::move(error), {}, at};
}

inline SuppressionsFound listed(std::vector<Suppression> rows) {
  return {std::move(rows), false};
}

inline MailHistory history(std::initializer_list<std::vector<MailEvent>> mails) {
  MailHistory answer;
  for (const auto& lines : mails) {
    answer.events.insert(answer.events.end(), lines.begin(), lines.end());
  }
  std::stable_sort(answer.events.begin(), answer.events.end(),
                   [](const MailEvent& a, const MailEvent& b) { return a.at > b.at; });
  return answer;
}

/// Jane has a confirmed account on CustomersDot, none on GitLab.com, and no mail in 14 days.
inline Evidence sample_evidence() {
  return Evidence{jane(),
                  Window{k_now - days{14}, k_now},
                  k_now,
                  {{customers_dot(), found({jane_account()}), MailHistory{}, SuppressionsFound{}},
                   {gitlab_com(), found({}), MailHistory{}, SuppressionsFound{}}}};
}

inline Error timed_out(const std::string& system) {
  return Error{ErrorKind::timed_out, system + " did not answer within 10 s"};
}

inline Error unauthorized() {
  return Error{ErrorKind::refused, "Mailgun: 401 unauthorized"};
}

}  // namespace latchkey::doubles
