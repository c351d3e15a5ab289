#pragma once

#include "core/base/time.hpp"
#include "core/diagnosis/account.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

enum class SignIn { password, one_time_link };

/// What a mail was for, as far as its subject tells.
/// `verification` asks the customer to prove who they are, as GitLab does.
enum class MailKind { reset, confirmation, sign_in_link, verification, other };

/// A site that customers sign in to, as the operator described it.
struct Service {
  std::string name;
  std::string url;
  /// The domain that its mail leaves from.
  std::string mail_domain;
  SignIn sign_in = SignIn::password;
  std::chrono::seconds reset_link_lifetime = std::chrono::hours{6};
  /// How long a confirmation link works. Nothing: for ever.
  std::optional<std::chrono::seconds> confirmation_link_lifetime = {};
  /// How long a lock lasts. Nothing: only a mail or a person unlocks.
  std::optional<std::chrono::seconds> unlock_in = std::chrono::hours{1};
  /// Its mails of these kinds are sent though the address stands on a suppression list.
  std::vector<MailKind> sent_despite_suppression;
  /// What evidence links to, with "{id}" for the account's id. Empty: no link.
  std::string account_link;
  /// Where a person can search the mail log by hand. Empty: no link.
  std::string mail_log_link;
  /// Pages where a mail can be asked for. Empty where the service has no such form.
  std::string confirmation_form;
  std::string password_form;
  std::string sign_in_link_form;
  /// Subjects; a trailing "*" matches any rest.
  std::vector<std::string> reset_subjects;
  std::vector<std::string> confirmation_subjects;
  std::vector<std::string> sign_in_link_subjects;
  std::vector<std::string> verification_subjects;
};

/// What a mail with this subject was for. Which product sent it is told by the domain, so only
/// the service's own subjects are looked at.
MailKind mail_kind(const Service& service, std::string_view subject);

/// Is a mail of this kind among those `sent_despite_suppression`?
bool is_sent_despite_suppression(const Service& service, MailKind kind);

/// The page of this account: by `account_link`, else the one that its source names, if any.
std::string account_page(const Service& service, const Account& account);

}  // namespace latchkey
