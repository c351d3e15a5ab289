#pragma once

#include "adapters/http/http_client.hpp"
#include "core/base/secret.hpp"
#include "core/ports/account_directory.hpp"
#include "core/ports/mail_forms.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <string>

namespace latchkey::portal {

/// Accounts from a PostgreSQL read replica.
struct PostgresOptions {
  /// The service's name, for error sentences ("CustomersDot").
  std::string service;
  /// Whatever libpq takes; may hold a password.
  Secret dsn;
  /// A table or view, possibly with its schema ("public.customers").
  std::string table;
  /// Contract field name to column name, only where they differ.
  std::map<std::string, std::string> columns;
  std::chrono::milliseconds deadline{10'000};
};
/// Goes before the `io_context` whose coroutines ask it. Throws `std::invalid_argument` where the
/// table or a column has no plain name, or a column holds a secret.
std::unique_ptr<AccountDirectory> create_postgres_account_directory(PostgresOptions options);

/// Accounts from a web API of the operator's own.
struct RestOptions {
  std::string service;
  /// With "{email}" where the address goes, percent-encoded.
  std::string url;
  /// The whole Authorization header. Empty: none is sent.
  Secret authorization;
  /// JSON pointer (RFC 6901) to the array of accounts, or to one object. Further pages are not
  /// asked for; one of several that does not hold the asked address is an error.
  std::string list;
  /// Contract field name to JSON pointer inside an item. Fields left out are tried under their own
  /// name at the item's top level.
  std::map<std::string, std::string> fields;
  std::chrono::milliseconds deadline{10'000};
};
/// `http` outlives it. Throws `std::invalid_argument` where `list` or a field is no JSON pointer.
std::unique_ptr<AccountDirectory> create_rest_account_directory(RestOptions options,
                                                                http::Client& http);

/// A Devise site's public forms.
struct FormOptions {
  std::string service;
  /// "https://customers.gitlab.com"
  std::string url;
  /// Paths of the pages that hold the forms. Empty: there is no such form.
  std::string confirmation;
  std::string password;
  std::chrono::milliseconds deadline{10'000};
  /// A form that mails a one-time sign-in link.
  std::string sign_in_link = {};
};
/// `http` outlives it. A page that is not the form (a CAPTCHA, a sign-in, another site's) is an
/// error whose sentence says what it is and where to do it by hand. Where the site says how long to
/// wait, it is left alone for that long: until then every request is `rate_limited`.
std::unique_ptr<MailForms> create_devise_forms(FormOptions options, http::Client& http);

}  // namespace latchkey::portal
