#include "tests/bot/rendering/sample_diagnoses.hpp"

#include "core/diagnosis/conclusion.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <stdexcept>

namespace latchkey {
namespace {

using namespace doubles;

/// Signed in this morning, so that nothing at all is wrong.
Evidence healthy() {
  Evidence evidence = sample_evidence();
  evidence.services[0].accounts->rows[0].current_sign_in_at = k_now - hours{2};
  return evidence;
}

Evidence account_unconfirmed() {
  Evidence evidence = sample_evidence();
  evidence.services[0].accounts = found({unconfirmed(jane_account())});
  evidence.services[0].mail = history({delivered(k_confirmation, k_now - days{2})});
  evidence.services[1].mail = history({delivered(k_reset, k_now - hours{2})});
  return evidence;
}

/// The confirmation, and the list has the row that this made.
Evidence mail_bounced() {
  Evidence evidence = account_unconfirmed();
  const TimePoint at = k_now - days{2};
  const std::string words = "5.1.1 <jane.doe@acme.example>: user unknown";
  evidence.services[0].mail = history({failed(k_confirmation, at, "bounce", 550, words)});
  evidence.services[0].suppressions = listed({bounce_row(at + std::chrono::seconds{2}, words)});
  evidence.services[1].mail = MailHistory{};
  return evidence;
}

/// Jane asked for a reset an hour ago, and this became of its mail.
Evidence reset_mail(std::vector<MailEvent> mail) {
  Evidence evidence = sample_evidence();
  evidence.services[0].mail = history({std::move(mail)});
  evidence.services[0].accounts->rows[0].reset_password_sent_at = k_now - hours{1};
  return evidence;
}

Evidence mail_suppressed() {
  Evidence evidence = reset_mail(suppressed(k_reset, k_now - hours{1}));
  evidence.services[0].suppressions =
      listed({bounce_row(k_now - days{12}, "5.2.1 mailbox disabled")});
  return evidence;
}

/// By the customer's own will.
Evidence complaint() {
  Evidence evidence = sample_evidence();
  Suppression row;
  row.list = SuppressionList::complaints;
  row.created_at = k_now - days{30};
  evidence.services[0].suppressions = listed({row});
  return evidence;
}

Evidence mail_blocked() {
  return reset_mail(failed(k_reset, k_now - hours{1}, "bounce", 554,
                           "5.7.1 [192.0.2.25] listed at zen.spamhaus.example"));
}

Evidence mail_rejected() {
  auto lines = mail(k_reset, k_now - hours{1}, {MailEventType::rejected});
  lines.back().detail = "the domain may not send";
  return reset_mail(lines);
}

Evidence mail_delayed() {
  auto lines =
      mail(k_reset, k_now - hours{1}, {MailEventType::accepted, MailEventType::failed_temporarily});
  lines.back().code = 450;
  lines.back().detail = "4.2.0 greylisted, try again later";
  return reset_mail(lines);
}

Evidence reset_link_expired() {
  Evidence evidence = sample_evidence();
  evidence.services[0].mail = history({delivered(k_reset, k_now - hours{7})});
  evidence.services[0].accounts->rows[0].reset_password_sent_at = k_now - hours{7};
  return evidence;
}

Evidence account_locked() {
  Evidence evidence = healthy();
  evidence.services[0].accounts->rows[0].locked_at = k_now - minutes{20};
  evidence.services[0].accounts->rows[0].failed_attempts = 20;
  return evidence;
}

Evidence account_blocked() {
  Evidence evidence = sample_evidence();
  evidence.services[0].accounts->rows[0].state = std::string{"blocked"};
  return evidence;
}

Evidence login_not_activated() {
  Evidence evidence = sample_evidence();
  evidence.services[0].accounts->rows[0].login_activated = false;
  return evidence;
}

/// And the account there is blocked.
Evidence signs_in_through_provider() {
  Evidence evidence = healthy();
  evidence.services[0].accounts->rows[0].provider = std::string{"gitlab"};
  evidence.services[0].accounts->rows[0].has_password = false;
  Account there = account("82", "jane.doe@acme.example");
  there.state = std::string{"blocked"};
  evidence.services[1].accounts = found({there});
  return evidence;
}

/// The service mails one-time links instead.
Evidence without_passwords() {
  Evidence evidence = sample_evidence();
  evidence.services[0].service.sign_in = SignIn::one_time_link;
  evidence.services[0].service.sign_in_link_form = "/customers/sign_in_link/new";
  evidence.services[1].mail = history({delivered(k_reset, k_now - hours{2})});
  return evidence;
}

Evidence email_change_unconfirmed() {
  Evidence evidence = healthy();
  evidence.services[0].accounts->rows[0].unconfirmed_email = std::string{"jane@new.example"};
  evidence.services[0].accounts->rows[0].confirmation_sent_at = k_now - days{1};
  return evidence;
}

Evidence reset_requested_elsewhere() {
  Evidence evidence = sample_evidence();
  evidence.services[1].accounts = found({account("82", "jane.doe@acme.example")});
  evidence.services[1].mail = history({delivered(k_reset, k_now - hours{2})});
  return evidence;
}

MailHistory reset_left_for(const std::string& recipient) {
  auto lines = doubles::mail(doubles::k_reset, k_now - days{10}, {MailEventType::accepted});
  lines[0].recipient = recipient;
  return history({lines});
}

Evidence other_address() {
  Evidence evidence = sample_evidence();
  Account other = account("5", "jane_doe@acme.example");
  other.subscription = std::string{"Premium, 25 seats"};
  evidence.services[0].accounts = found({other});
  evidence.services[1].mail_to_look_alikes = reset_left_for("jane_doe@acme.example");
  return evidence;
}

/// No account that is known, but somebody like Jane asked for a reset.
Evidence mail_to_look_alike() {
  Evidence evidence = sample_evidence();
  evidence.services[0].accounts = found({});
  evidence.services[1].mail_to_look_alikes = reset_left_for("jane_doe@acme.example");
  evidence.services[0].mail_to_look_alikes = unauthorized();
  return evidence;
}

Evidence no_account() {
  Evidence evidence = sample_evidence();
  evidence.services[0].accounts = found({});
  return evidence;
}

/// "No account" as of three hours ago.
Evidence replica_behind() {
  Evidence evidence = no_account();
  evidence.services[0].accounts->behind = hours{3};
  return evidence;
}

Evidence nothing_found() {
  Evidence evidence = healthy();
  const TimePoint at = k_now - minutes{11};
  evidence.services[0].mail = history({delivered(k_reset, at)});
  evidence.services[0].accounts->rows[0].reset_password_sent_at = at;
  return evidence;
}

Evidence unknown() {
  Evidence evidence = sample_evidence();
  evidence.services[0].accounts = timed_out("CustomersDot");
  evidence.services[0].mail = unauthorized();
  evidence.services[1].accounts = timed_out("GitLab.com");
  return evidence;
}

Evidence partly_unanswered() {
  Evidence evidence = sample_evidence();
  evidence.services[1].accounts = timed_out("GitLab.com");
  evidence.services[0].accounts->shape.unconfirmed_email = {};
  evidence.services[0].accounts->rows[0].unconfirmed_email = {};
  return evidence;
}

Diagnosis concluded(const Evidence& evidence) {
  Diagnosis diagnosis = conclude(evidence);
  diagnosis.elapsed = std::chrono::milliseconds{41};
  return diagnosis;
}

}  // namespace

std::vector<SampleDiagnosis> sample_diagnoses() {
  return {{"account_unconfirmed", concluded(account_unconfirmed())},
          {"email_change_unconfirmed", concluded(email_change_unconfirmed())},
          {"reset_requested_elsewhere", concluded(reset_requested_elsewhere())},
          {"reset_not_requested", concluded(sample_evidence())},
          {"reset_link_expired", concluded(reset_link_expired())},
          {"mail_bounced", concluded(mail_bounced())},
          {"mail_blocked", concluded(mail_blocked())},
          {"mail_suppressed", concluded(mail_suppressed())},
          {"complaint", concluded(complaint())},
          {"mail_delayed", concluded(mail_delayed())},
          {"mail_rejected", concluded(mail_rejected())},
          {"account_locked", concluded(account_locked())},
          {"account_blocked", concluded(account_blocked())},
          {"login_not_activated", concluded(login_not_activated())},
          {"signs_in_through_provider", concluded(signs_in_through_provider())},
          {"without_passwords", concluded(without_passwords())},
          {"other_address", concluded(other_address())},
          {"mail_to_look_alike", concluded(mail_to_look_alike())},
          {"no_account", concluded(no_account())},
          {"replica_behind", concluded(replica_behind())},
          {"nothing_found", concluded(nothing_found())},
          {"unknown", concluded(unknown())},
          {"partly_unanswered", concluded(partly_unanswered())}};
}

Diagnosis sample_diagnosis(const std::string& name) {
  for (SampleDiagnosis& sample : sample_diagnoses()) {
    if (sample.name == name) return std::move(sample.diagnosis);
  }
  throw std::invalid_argument("no sample diagnosis " + name);
}

Diagnosis hostile_diagnosis() {
  const std::string hostile = "<!channel> *bold* `code` \x1b[31mred\x07\nsecond line \xff\xfe";
  Evidence evidence = mail_bounced();
  evidence.services[0].accounts->rows[0].name = hostile;
  evidence.services[0].accounts->rows[0].id = "1) <x|y>";
  for (MailEvent& event : evidence.services[0].mail->events) event.detail = hostile;
  for (Suppression& row : evidence.services[0].suppressions->rows) row.error = hostile;
  evidence.services[1].mail = Error{ErrorKind::misunderstood, "Mailgun: " + hostile};
  return concluded(evidence);
}

Diagnosis long_diagnosis() {
  Diagnosis diagnosis = concluded(mail_bounced());
  for (int i = 0; i < 60; ++i) {
    const std::string number = std::to_string(i);
    diagnosis.findings.push_back({.check = "other_addresses",
                                  .status = Status::info,
                                  .summary = "Fact " + number + ": " + std::string(400, '&')});
    diagnosis.timeline.push_back({k_now - minutes{60 - i}, "GitLab.com", "event " + number});
  }
  return diagnosis;
}

}  // namespace latchkey
