#pragma once

#include "tests/doubles/sample_evidence.hpp"

namespace latchkey::doubles {

/// A customer with a long history: that many mails on both domains, and look-alike accounts.
inline Evidence busy_customer(int mails_per_domain) {
  auto evidence = sample_evidence();
  auto& here = evidence.services[0];
  here.accounts = found({unconfirmed(jane_account()), account("5", "jane_doe@acme.example"),
                         account("6", "janedoe@acme.example", "Bob Ray"),
                         account("7", "jane-doe@acme.example")});
  for (auto& service : evidence.services) {
    MailHistory log;
    for (int i = 0; i < mails_per_domain; ++i) {
      const auto* subject = i % 3 == 0 ? k_reset : i % 3 == 1 ? k_confirmation : "Your invoice";
      const auto lines = delivered(subject, k_now - hours{1} - minutes{20 * i});
      log.events.insert(log.events.end(), lines.rbegin(), lines.rend());
    }
    service.mail = std::move(log);
  }
  return evidence;
}

}  // namespace latchkey::doubles
