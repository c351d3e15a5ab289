#pragma once

#include "core/diagnosis/account.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::portal {

/// By its name, does this column hold a password's digest or a token (Devise's own and its
/// extensions')? Either is as good as the password.
bool holds_a_secret(std::string_view column);

/// What the database says of a table's columns: name, and whether our role may select it.
using TableColumns = std::map<std::string, bool>;

/// One row's selected values as PostgreSQL writes them (`::text`), NULL as nothing.
using TextRow = std::vector<std::optional<std::string>>;

/// Which columns of the operator's table stand for which fields of an account, for one answer.
class PostgresColumns {
 public:
  /// `named` maps contract fields to columns, where the configuration says so; the others carry
  /// their fields' names.
  ///
  ///   column                       field
  ///   readable                     read, possibly empty
  ///   there, but not for our role  unreadable
  ///   missing, and named           unreadable
  ///   missing, not named           does not exist
  PostgresColumns(const TableColumns& columns, const std::map<std::string, std::string>& named);

  /// The columns to select, in the order in which `account` takes their values.
  [[nodiscard]] const std::vector<std::string>& selected() const { return selected_; }
  /// The column of a field, nothing where it cannot be selected.
  [[nodiscard]] std::optional<std::string> column(const std::string& field) const;

  /// A value that is not of its field's type makes the field unreadable.
  [[nodiscard]] Account account(const TextRow& row) const;
  /// The account of a row without values.
  [[nodiscard]] Account shape() const;

 private:
  template <class T>
  [[nodiscard]] Field<T> field(const TextRow& row, const std::string& name,
                               std::optional<T> (*read)(const std::string&)) const;
  [[nodiscard]] Field<std::string> name(const TextRow& row) const;

  std::vector<std::string> selected_;
  /// Place in `selected_` of each field that exists; nothing where it is unreadable.
  std::map<std::string, std::optional<std::size_t>> places_;
};

/// Throws `std::invalid_argument` unless each field is the contract's and each column has a plain
/// name and may be shown: tokens, password digests and Devise's like are refused.
void require_harmless_columns(const std::map<std::string, std::string>& named);

/// "public.customers" as "\"public\".\"customers\"". Throws `std::invalid_argument` unless it is
/// one or two plain names (letters, digits, underscores; at most 63 of them).
std::string quoted_table(const std::string& table);

}  // namespace latchkey::portal
