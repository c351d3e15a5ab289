#pragma once

#include "core/base/email_address.hpp"
#include "core/base/error.hpp"
#include "core/base/time.hpp"
#include "core/diagnosis/field.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// One row of a service's account directory, in the contract's field names (Devise's own).
struct Account {
  std::string id;
  /// As stored, so possibly with capitals; compare through `EmailAddress`.
  std::string email;
  Field<std::string> name;
  Field<TimePoint> created_at;
  Field<TimePoint> confirmed_at;
  Field<TimePoint> confirmation_sent_at;
  Field<std::string> unconfirmed_email;
  Field<TimePoint> reset_password_sent_at;
  Field<TimePoint> current_sign_in_at;
  Field<TimePoint> last_sign_in_at;
  Field<long long> sign_in_count;
  Field<long long> failed_attempts;
  Field<TimePoint> locked_at;
  /// The service's own word ("active", "blocked"), shown as it is when we do not know it.
  Field<std::string> state;
  Field<bool> login_activated;
  Field<std::string> provider;
  /// What the account holds, as text ("Premium, 25 seats").
  Field<std::string> subscription;
  Field<bool> has_password;
  /// Further addresses that sign in to this account (GitLab's secondary, confirmed ones).
  std::vector<std::string> secondary_emails;
  /// The source's own page about it, where it names one (GitLab's web_url).
  std::string page;
};

/// What a directory found for one question.
struct AccountsFound {
  /// Rows whose address, or address waiting for confirmation, is one of those asked for.
  std::vector<Account> rows;
  /// A row of the shape this source gives, with no values: tells which fields the service has at
  /// all where `rows` is empty.
  Account shape;
  /// False where the source tells its fields by its rows alone and gave none: what `shape` lacks,
  /// the service may have.
  bool shape_known = true;
  /// How old the newest change is that has reached the source, where newer ones may be on their way
  /// to it: a read replica's lag at its most, rounded up. Zero where it is up to date; nothing
  /// where the source is no replica or does not tell.
  std::optional<std::chrono::seconds> behind = {};
  /// Why it could not be told whether the asked address waits for its confirmation on an account
  /// with another one, where the rest was answered. A mail asked for then might go to that one.
  std::optional<Error> waiting_unknown = {};
};

/// Does the account sign in with this address (primary, or a secondary one)?
bool has_address(const Account& account, const EmailAddress& address);

/// Does this address wait for its confirmation on the account?
bool awaits_address(const Account& account, const EmailAddress& address);

/// "confirmed", "unconfirmed", or the directory's own word where that says more ("blocked").
/// Empty where the source tells neither.
std::string state_of(const Account& account);

/// The service's own word in lower case, for comparing ("Blocked" is what another API calls
/// "blocked"). Empty where there is none.
std::string state_word(const Account& account);

/// Did an administrator block, ban or deactivate it, as far as `state` says?
bool is_blocked(const Account& account);

/// May its owner not sign in, whatever mail they get: blocked, or not activated for signing in?
bool is_kept_out(const Account& account);

/// Is it tied to an identity provider, and not known to have a password of its own?
bool signs_in_through_provider(const Account& account);

/// The newest sign-in that the source knows of.
std::optional<TimePoint> newest_sign_in(const Account& account);

}  // namespace latchkey
