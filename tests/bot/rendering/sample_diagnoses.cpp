#include "tests/bot/rendering/sample_diagnoses.hpp"

#include "core/diagnosis/conclusion.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <stdexcept>

namespace latchkey {
namespace {

using namespace doubles;

std::vector<MailEvent> bounced(std::string_view subject, TimePoint at) {
  auto lines = mail(subject, at, {MailEventType::accepted, MailEventType::failed_permanently});
  lines.back().code = 550;
  lines.back().reason = "bounce";
  lines.back().detail = "5.1.1 <jane.doe@acme.example>: user unknown";
  lines.back().mx_host = "mx1.acme.example";
  return lines;
}

/// Signed in this morning, so that nothing at all is wrong.
Evidence healthy() {
  Evidence evidence = sample_evidence();
  evidence.services[0].accounts->rows[0].current_sign_in_at = k_now - hours{2};
  return evidence;
}

Evidence account_unconfirmed() {
  Evidence evidence = sample_evidence();
  evidence.services[0].accounts = found({unconfirmed(jane_account())});
  evidence.services[0].mail = history({bounced(k_confirmation, k_now - days{2})});
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

Evidence other_address() {
  Evidence evidence = sample_evidence();
  Account other = account("5", "jane_doe@acme.example");
  other.subscription = std::string{"Premium, 25 seats"};
  evidence.services[0].accounts = found({other});
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
          {"other_address", concluded(other_address())},
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
  Evidence evidence = account_unconfirmed();
  evidence.services[0].accounts->rows[0].name = hostile;
  evidence.services[0].accounts->rows[0].id = "1) <x|y>";
  for (MailEvent& event : evidence.services[0].mail->events) event.detail = hostile;
  evidence.services[1].mail = Error{ErrorKind::misunderstood, "Mailgun: " + hostile};
  return concluded(evidence);
}

Diagnosis long_diagnosis() {
  Diagnosis diagnosis = concluded(account_unconfirmed());
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
