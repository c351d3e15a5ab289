#pragma once

#include "adapters/portal/portal.hpp"
#include "adapters/sql/postgres_sessions.hpp"
#include "core/ports/account_directory.hpp"

#include <vector>

namespace latchkey::portal {

/// Reads accounts from a table or view of a PostgreSQL replica, whose columns are Devise's own
/// where the configuration does not say otherwise. Tokens and digests are never selected.
class PostgresAccountDirectory final : public AccountDirectory {
 public:
  /// Throws `std::invalid_argument` where the table or a column has no plain name, or a field is
  /// none of the contract's, or a column holds a secret.
  explicit PostgresAccountDirectory(PostgresOptions options);

  boost::asio::awaitable<Expected<AccountsFound>> find(Spellings spellings, Reach reach) override;

 private:
  [[nodiscard]] Expected<void> look_up(sql::PostgresStatements& sql,
                                       const std::vector<EmailAddress>& spellings,
                                       AccountsFound& found) const;

  PostgresOptions options_;
  sql::PostgresSessions sessions_;  // last: their threads use the options until they end
};

}  // namespace latchkey::portal
