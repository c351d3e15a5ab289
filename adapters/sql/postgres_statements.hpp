#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace soci {
class session;
}  // namespace soci

namespace latchkey::sql {

/// The questions that are asked on one connection again and again. Understanding a question and
/// making a plan for it costs the server more than answering it does, so that it keeps both for the
/// next time, where that is possible; otherwise a question is asked as if for the only time.
///
/// A plan that serves for any values has to be as good as one for these: ask nothing here that is
/// better answered otherwise for some.
class PostgresStatements {
 public:
  /// One row's values as PostgreSQL writes them; NULL is nothing.
  using Row = std::vector<std::optional<std::string>>;
  /// By the names that they have in the question (":table").
  using Values = std::vector<std::pair<std::string, std::string>>;

  /// `session` outlives it, and is a connection to the server itself where `keep` is set: behind a
  /// pooler, what is kept is on another connection the next time.
  PostgresStatements(soci::session& session, bool keep);
  ~PostgresStatements();
  PostgresStatements(const PostgresStatements&) = delete;
  PostgresStatements& operator=(const PostgresStatements&) = delete;

  /// The rows of the answer, each of so many columns, all of them text. The same question has the
  /// same names of values, in the same order, each time. Throws soci::soci_error.
  std::vector<Row> ask(const std::string& question, const Values& values, std::size_t columns);

  /// Runs commands that give no rows ("SAVEPOINT …"), as they stand. Throws soci::soci_error.
  void run(const std::string& commands);

  [[nodiscard]] bool is_connected() const;

 private:
  struct Statement;

  soci::session& session_;
  bool keep_;
  std::map<std::string, std::unique_ptr<Statement>> kept_;
};

}  // namespace latchkey::sql
