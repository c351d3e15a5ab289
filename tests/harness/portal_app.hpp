#pragma once

#include "tests/harness/child_process.hpp"
#include "tests/harness/postgres_server.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <string>
#include <vector>

namespace latchkey::harness {

/// How the portal is set up; the defaults are Devise 4.8's.
struct PortalOptions {
  /// Forms answer alike whether or not the address is known.
  bool paranoid = false;
  /// Statuses as of Devise 4.9: 303 on success, 422 on a form with errors.
  bool devise_49 = false;
  /// "en" or "de": the language of what it says.
  std::string locale = "en";
  /// The forms ask for a reCAPTCHA.
  bool captcha = false;
};

/// One mail that left the portal.
struct PortalMail {
  std::string to;
  std::string subject;
  /// "confirmation_instructions", "reset_password_instructions", "unlock_instructions" or
  /// "sign_in_link".
  std::string kind;
};

/// The real Rails application of tests/portal_app with a database of its own. It refuses to mail
/// to anybody @refused.example, as a mail server might (the form then answers 500), and answers 429
/// to forms of anybody @throttled.example.
class PortalApp {
 public:
  explicit PortalApp(PortalOptions options = {},
                     PostgresServer& postgres = PostgresServer::shared());

  /// "http://127.0.0.1:PORT", without a slash at the end.
  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] const std::string& database() const { return database_; }
  /// For the role that may only select the columns that Latchkey reads.
  [[nodiscard]] std::string reader_dsn() const;

  /// Adds a row to `customers`; created_at and updated_at are now where they are not given.
  void add_customer(Columns columns) const;
  /// Runs SQL in the portal's database as its owner.
  // NOLINTNEXTLINE(modernize-use-nodiscard): most statements have no rows.
  std::vector<std::vector<std::string>> execute(const std::string& sql) const;

  /// Every mail that left so far, oldest first.
  [[nodiscard]] std::vector<PortalMail> mails() const;

 private:
  PostgresServer& postgres_;
  std::string database_;
  TemporaryDirectory directory_;
  ChildProcess process_;
  std::string url_;
};

}  // namespace latchkey::harness
