#include "adapters/sql/postgres_statements.hpp"

#include <soci/soci.h>

#include <utility>

namespace latchkey::sql {

using soci::details::st_one_time_query;
using soci::details::st_repeatable_query;

/// A statement with the places that its values are taken from and its answer is put into.
struct PostgresStatements::Statement {
  Statement(soci::session& session, const std::string& question, Values from, std::size_t columns,
            soci::details::statement_type type)
      : values(std::move(from)),
        cells(columns),
        indicators(columns, soci::i_null),
        statement(session) {
    for (std::size_t i = 0; i < columns; ++i) {
      statement.exchange(soci::into(cells[i], indicators[i]));
    }
    for (const auto& [name, value] : values) statement.exchange(soci::use(value, name));
    statement.alloc();
    statement.prepare(question, type);
    statement.define_and_bind();
  }

  std::vector<Row> rows() {
    statement.execute();
    std::vector<Row> rows;
    while (statement.fetch()) {
      auto& row = rows.emplace_back(cells.size());
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (indicators[i] == soci::i_ok) row[i] = cells[i];
      }
    }
    for (auto& [name, value] : values) value.clear();  // nobody's addresses wait for the next time
    return rows;
  }

  Values values;
  /// SOCI does not say what can be done with one that failed.
  bool failed = false;
  std::vector<std::string> cells;
  std::vector<soci::indicator> indicators;
  soci::statement statement;  // last: it holds on to the others
};

PostgresStatements::PostgresStatements(soci::session& session, bool keep)
    : session_(session), keep_(keep) {}

PostgresStatements::~PostgresStatements() = default;

std::vector<PostgresStatements::Row> PostgresStatements::ask(const std::string& question,
                                                             const Values& values,
                                                             std::size_t columns) {
  // Preparing one for a single time would take two round trips more, to make it and to forget it.
  if (!keep_) return Statement{session_, question, values, columns, st_one_time_query}.rows();
  auto& kept = kept_[question];
  // Only now, since a transaction in which something failed does not let go of a statement either.
  if (kept && kept->failed) kept.reset();
  try {
    if (kept) {
      for (std::size_t i = 0; i < values.size(); ++i) kept->values[i].second = values[i].second;
    } else {
      kept = std::make_unique<Statement>(session_, question, values, columns, st_repeatable_query);
    }
    return kept->rows();
  } catch (...) {
    if (kept) kept->failed = true;
    throw;
  }
}

void PostgresStatements::run(const std::string& commands) {
  session_ << commands;
}

bool PostgresStatements::is_connected() const {
  return session_.is_connected();
}

}  // namespace latchkey::sql
