#include "core/checks/mail_log.hpp"

#include "core/diagnosis/mail.hpp"
#include "core/diagnosis/mail_coverage.hpp"
#include "core/diagnosis/wording.hpp"

#include <utility>

namespace latchkey {
namespace {

constexpr const char* k_mail_log = "mail_log";

Finding unanswered(std::string why) {
  return Finding{.check = k_mail_log, .status = Status::unanswered, .summary = std::move(why)};
}

EvidenceLine count_line(const ServiceEvidence& service) {
  const auto count = mails(service.service, *service.mail).size();
  return {mail_log_name(service.service), std::nullopt,
          std::to_string(count) + (count == 1 ? " mail" : " mails") + " to this address",
          service.service.mail_log_link};
}

}  // namespace

CheckResult mail_log(const Evidence& evidence) {
  CheckResult result;
  std::vector<EvidenceLine> read;
  for (const auto& service : evidence.services) {
    if (auto why = unread_because(service)) {
      result.findings.push_back(unanswered(*std::move(why)));
    } else {
      read.push_back(count_line(service));
    }
  }
  if (reaches_beyond_retention(evidence)) {
    result.findings.push_back(unanswered("Mail logs go back " +
                                         format_age(evidence.mail_log_retention) +
                                         " only; older mail cannot be seen"));
  }
  if (result.findings.empty()) {
    result.findings.push_back({.check = k_mail_log,
                               .summary = "The mail logs were read to the end.",
                               .evidence = std::move(read)});
  }
  return result;
}

}  // namespace latchkey
