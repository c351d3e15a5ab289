#include "core/diagnosis/resets.hpp"

#include <utility>

namespace latchkey {
namespace {

/// The account notes a reset when its mail is made, moments before the log sees that mail: more
/// than the two systems' clocks can differ means another reset.
constexpr std::chrono::minutes k_same_reset{2};

}  // namespace

std::optional<Reset> newest_reset(const Evidence& evidence) {
  const auto& here = evidence.diagnosed();
  std::optional<Reset> newest;
  if (here.mail) {
    const auto found = mails(here.service, *here.mail, MailKind::reset);
    if (!found.empty()) newest = Reset{found.front().at, found.front()};
  }
  const auto account = account_of(here, evidence.asked);
  const auto noted = account ? account->reset_password_sent_at.value() : std::nullopt;
  if (!noted || *noted < evidence.window.from) return newest;
  if (!newest || *noted > newest->at + k_same_reset) newest = Reset{*noted, std::nullopt};
  return newest;
}

std::optional<ResetElsewhere> newest_reset_elsewhere(const Evidence& evidence) {
  std::optional<ResetElsewhere> newest;
  for (std::size_t i = 1; i < evidence.services.size(); ++i) {
    const auto& there = evidence.services[i];
    if (!there.mail) continue;
    auto found = mails(there.service, *there.mail, MailKind::reset);
    std::erase_if(found, [](const Mail& one) { return !left(one); });
    if (found.empty() || (newest && newest->mail.at >= found.front().at)) continue;
    newest = ResetElsewhere{there.service, std::move(found.front())};
  }
  return newest;
}

bool was_used(const Evidence& evidence, const Mail& mail) {
  const auto account = account_of(evidence.diagnosed(), evidence.asked);
  if (!account) return false;
  if (newest_sign_in(*account) > mail.at) return true;
  return mail.kind == MailKind::reset && account->reset_password_sent_at.is_empty();
}

}  // namespace latchkey
