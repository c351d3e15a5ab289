#include "core/checks/reset_findings.hpp"

#include "core/diagnosis/mail_coverage.hpp"
#include "core/diagnosis/mail_fate.hpp"
#include "core/diagnosis/wording.hpp"
#include "core/remedies/send_password_reset.hpp"
#include "core/remedies/send_sign_in_link.hpp"

#include <algorithm>

namespace latchkey {
namespace {

constexpr const char* k_reset_request = "reset_request";

EvidenceLine mail_line(const Service& service, const Mail& mail) {
  return {mail_log_name(service), fate(mail).at,
          mail_words(mail.kind, mail.subject) + " " + event_words(fate(mail)),
          service.mail_log_link};
}

EvidenceLine no_mail_line(const Evidence& evidence, const Service& service) {
  return {mail_log_name(service), std::nullopt,
          "no reset mail in the last " + visible_period(evidence), service.mail_log_link};
}

EvidenceLine noted_line(const Evidence& evidence, const Reset& reset) {
  const auto& here = evidence.diagnosed();
  const auto account = account_of(here, evidence.asked);
  return {here.service.name, reset.at, "reset asked for",
          account ? account_page(here.service, *account) : ""};
}

EvidenceLine here_line(const Evidence& evidence, const std::optional<Reset>& here) {
  const auto& service = evidence.diagnosed().service;
  if (!here) return no_mail_line(evidence, service);
  return here->mail ? mail_line(service, *here->mail) : noted_line(evidence, *here);
}

bool some_other_log_unread(const Evidence& evidence) {
  return std::any_of(evidence.services.begin() + 1, evidence.services.end(),
                     [](const ServiceEvidence& service) { return unread_because(service); });
}

/// The newest sign-in to the diagnosed service, where its accounts answered and know of one.
std::optional<TimePoint> signed_in_here(const Evidence& evidence) {
  const auto account = account_of(evidence.diagnosed(), evidence.asked);
  return account ? newest_sign_in(*account) : std::nullopt;
}

/// A reset, or where the service has no passwords the link that takes its place.
void offer_mail(const Evidence& evidence, Finding& finding) {
  if (may_send_password_reset(evidence)) finding.remedies.push_back(RemedyId::send_password_reset);
  if (may_send_sign_in_link(evidence)) finding.remedies.push_back(RemedyId::send_sign_in_link);
}

/// Who has just signed in needs no reset, so that none was asked for, or used, explains nothing.
bool excused_by_sign_in(const Evidence& evidence, Finding& finding) {
  const auto signed_in = signed_in_here(evidence);
  if (!signed_in || evidence.now - *signed_in > std::chrono::hours{24}) return false;
  finding.status = Status::info;
  finding.summary += " The customer signed in " + ago(*signed_in, evidence.now) + ".";
  return true;
}

/// Makes the finding a problem, unless a sign-in excuses it.
void blame(const Evidence& evidence, Finding& finding, Cause cause, Confidence confidence,
           std::string headline) {
  if (excused_by_sign_in(evidence, finding)) return;
  finding.status = Status::problem;
  finding.cause = cause;
  finding.confidence = confidence;
  finding.headline = std::move(headline);
  offer_mail(evidence, finding);
}

/// How sure it is that the newest reset is the one of this mail, and that nobody used it.
Confidence confidence_of_expired(const Evidence& evidence, const Mail& mail) {
  const auto account = account_of(evidence.diagnosed(), evidence.asked);
  if (!account || some_other_log_unread(evidence)) return Confidence::possible;
  const auto& noted = account->reset_password_sent_at.value();
  // The account notes at once what the log shows within half an hour.
  const bool no_newer_one = noted && *noted <= mail.at + std::chrono::minutes{2};
  return no_newer_one || !newest_mail_not_visible_yet(evidence) ? Confidence::certain
                                                                : Confidence::likely;
}

Confidence confidence_of_not_requested(const Evidence& evidence) {
  if (!evidence.diagnosed().accounts || some_other_log_unread(evidence) ||
      reaches_beyond_retention(evidence)) {
    return Confidence::possible;
  }
  return newest_mail_not_visible_yet(evidence) ? Confidence::likely : Confidence::certain;
}

/// "Never" is too much to say of less than is usually looked at.
std::string in_so_short_a_time(const Evidence& evidence) {
  const bool short_time = evidence.window.to - visible_since(evidence) < k_usual_window;
  return short_time ? " in the last " + visible_period(evidence) : "";
}

std::string headline_of_not_requested(const Evidence& evidence, Confidence confidence) {
  const auto when = in_so_short_a_time(evidence);
  switch (confidence) {
    case Confidence::certain: return "the customer never asked for a reset" + when;
    case Confidence::likely: return "the customer probably never asked for a reset" + when;
    case Confidence::possible: break;
  }
  return "the customer may never have asked for a reset" + when;
}

/// Then "no mail left" alone would contradict what is said about them.
bool one_left_for_others(const Evidence& evidence) {
  return std::any_of(
      evidence.services.begin(), evidence.services.end(), [](const ServiceEvidence& service) {
        return service.mail_to_look_alikes && !service.mail_to_look_alikes->events.empty();
      });
}

std::string why_no_mail_is_seen(const Evidence& evidence, const Reset& here) {
  if (unread_because(evidence.diagnosed())) return "; its mail log could not be read.";
  if (here.at < visible_since(evidence)) {
    return "; its mail log goes back " + format_age(evidence.mail_log_retention) + " only.";
  }
  return "; its mail is not visible in the log yet.";
}

/// "; mg.gitlab.com could not be looked at": what a "no mail left" leaves open.
std::string left_open(const Evidence& evidence) {
  std::vector<std::string> unread;
  for (const auto& service : evidence.services) {
    if (unread_because(service)) unread.push_back(service.service.mail_domain);
  }
  if (!unread.empty()) return "; " + listed(unread) + " could not be looked at";
  return newest_mail_not_visible_yet(evidence) ? " (the newest half hour is not visible yet)" : "";
}

}  // namespace

Finding requested_elsewhere(const Evidence& evidence, const ResetElsewhere& elsewhere,
                            const std::optional<Reset>& here) {
  const auto& service = evidence.diagnosed().service;
  const bool signed_in_since = signed_in_here(evidence) > elsewhere.mail.at;
  const bool asked_here_since = here && here->at > elsewhere.mail.at;
  const auto read_since = mail_read_since(evidence, evidence.diagnosed());
  const bool seen_here =
      evidence.diagnosed().accounts && read_since && *read_since <= elsewhere.mail.at;
  const bool doubtful = !seen_here || signed_in_since || asked_here_since;

  std::string last_here = "none from " + service.name + " in the last " + visible_period(evidence);
  if (here) last_here = service.name + " was last asked for one " + ago(here->at, evidence.now);
  if (asked_here_since) last_here += ", but no mail left";
  if (signed_in_since) last_here += "; the customer has signed in there since";
  const bool no_passwords = service.sign_in == SignIn::one_time_link;

  Finding finding{
      .check = k_reset_request,
      .status = Status::problem,
      .cause = Cause::reset_requested_elsewhere,
      .confidence = doubtful ? Confidence::possible : Confidence::certain,
      .summary = "The newest reset mail left from " + elsewhere.service.name + " " +
                 ago(elsewhere.mail.at, evidence.now) + "; " + last_here + "." +
                 (no_passwords ? " " + service.name + " has no passwords to reset: sign in with " +
                                     elsewhere.service.name + ", or with a sign-in link."
                               : ""),
      .evidence = {mail_line(elsewhere.service, elsewhere.mail), here_line(evidence, here)},
      .headline =
          "the reset was asked for on " + elsewhere.service.name + ", not on " + service.name};
  if (asked_here_since) std::swap(finding.evidence[0], finding.evidence[1]);
  offer_mail(evidence, finding);
  return finding;
}

Finding seen_elsewhere(const Evidence& evidence, const ResetElsewhere& elsewhere) {
  return Finding{.check = k_reset_request,
                 .status = Status::info,
                 .summary = "A reset mail left from " + elsewhere.service.name + " " +
                            ago(elsewhere.mail.at, evidence.now) +
                            "; whether a newer one left from " + evidence.diagnosed().service.name +
                            " could not be seen.",
                 .evidence = {mail_line(elsewhere.service, elsewhere.mail)}};
}

Finding seen_at_provider(const Evidence& evidence, const ResetElsewhere& elsewhere) {
  return Finding{.check = k_reset_request,
                 .status = Status::info,
                 .summary = "A reset was asked for on " + elsewhere.service.name + " " +
                            ago(elsewhere.mail.at, evidence.now) +
                            ", through which the account signs in.",
                 .evidence = {mail_line(elsewhere.service, elsewhere.mail)}};
}

std::vector<Finding> requested_here(const Evidence& evidence, const Reset& here) {
  const auto& service = evidence.diagnosed().service;
  Finding newest{.check = k_reset_request,
                 .status = Status::info,
                 .summary = "",
                 .evidence = {here_line(evidence, here)}};
  if (!here.mail) {
    newest.summary = service.name + " was asked for a reset " + ago(here.at, evidence.now) +
                     why_no_mail_is_seen(evidence, here);
    return {newest};
  }
  const bool used = was_used(evidence, *here.mail);
  const bool expired = !used && evidence.now - here.at > service.reset_link_lifetime;
  if (used && !some_other_log_unread(evidence)) newest.status = Status::ok;
  newest.summary = "The newest reset mail is " + service.name +
                   "'s own: " + event_words(fate(*here.mail), evidence.now) +
                   (used      ? ", used since."
                    : expired ? ", not used, and its link has run out."
                              : ", not used yet.");
  if (expired && arrived(fate_of(*here.mail)) && service.sign_in == SignIn::password) {
    const auto confidence = confidence_of_expired(evidence, *here.mail);
    blame(evidence, newest, Cause::reset_link_expired, confidence,
          confidence == Confidence::certain
              ? "the link in the newest reset mail has run out"
              : "the link in the newest reset mail has probably run out");
  }
  std::vector<Finding> findings{newest};

  const auto all = mails(service, *evidence.diagnosed().mail, MailKind::reset);
  const auto alive = std::count_if(all.begin(), all.end(), [&](const Mail& mail) {
    return left(mail) && evidence.now - mail.at <= service.reset_link_lifetime;
  });
  if (alive > 1 && !used) {
    findings.push_back({.check = k_reset_request,
                        .status = Status::info,
                        .summary = std::to_string(alive) + " reset mails left within " +
                                   format_age(service.reset_link_lifetime) +
                                   ": only the newest link works."});
    for (const auto& mail : all) findings.back().evidence.push_back(mail_line(service, mail));
  }
  return findings;
}

Finding requested_without_mail(const Evidence& evidence, const Reset& here) {
  const auto& service = evidence.diagnosed().service;
  if (service.sign_in == SignIn::one_time_link) return no_password_to_reset(evidence);
  Finding finding{.check = k_reset_request,
                  .summary = service.name + " was asked for a reset " + ago(here.at, evidence.now) +
                             ", but its mail log shows no mail.",
                  .evidence = {noted_line(evidence, here), no_mail_line(evidence, service)}};
  blame(evidence, finding, Cause::reset_not_requested, Confidence::possible,
        "a reset was asked for, but no mail seems to have left");
  return finding;
}

Finding not_requested(const Evidence& evidence) {
  std::vector<std::string> domains;
  std::vector<EvidenceLine> looked_at;
  for (const auto& service : evidence.services) {
    if (unread_because(service)) continue;
    domains.push_back(service.service.mail_domain);
    looked_at.push_back(no_mail_line(evidence, service.service));
  }
  Finding finding{.check = k_reset_request,
                  .summary = "No reset mail left from " + listed(domains, "or") +
                             (one_left_for_others(evidence) ? " for this address" : "") +
                             " in the last " + visible_period(evidence) + left_open(evidence) + ".",
                  .evidence = std::move(looked_at)};
  const auto confidence = confidence_of_not_requested(evidence);
  blame(evidence, finding, Cause::reset_not_requested, confidence,
        headline_of_not_requested(evidence, confidence));
  return finding;
}

Finding no_password_to_reset(const Evidence& evidence) {
  Finding finding{
      .check = k_reset_request,
      .status = some_other_log_unread(evidence) ? Status::info : Status::ok,
      .summary = "No password was reset; " + evidence.diagnosed().service.name + " has none."};
  offer_mail(evidence, finding);
  return finding;
}

Finding own_log_unread(const Evidence& evidence) {
  return Finding{.check = k_reset_request,
                 .status = Status::unanswered,
                 .summary = unread_because(evidence.diagnosed()).value_or("")};
}

}  // namespace latchkey
