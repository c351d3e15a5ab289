#include "core/remedies/send_sign_in_link.hpp"

#include "core/diagnosis/mail_fate.hpp"

#include <chrono>

namespace latchkey {

bool may_send_sign_in_link(const Evidence& evidence) {
  const auto& here = evidence.diagnosed();
  if (here.service.sign_in != SignIn::one_time_link || here.service.sign_in_link_form.empty()) {
    return false;
  }
  const auto account = account_of(here, evidence.asked);
  if (!account || is_kept_out(*account) || !here.mail) return false;
  const auto links = mails(here.service, *here.mail, MailKind::sign_in_link);
  if (links.empty() || failed_for_good(fate_of(links.front()))) return true;
  return evidence.now - links.front().at >= std::chrono::minutes{30};
}

}  // namespace latchkey
