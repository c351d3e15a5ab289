#include "adapters/portal/postgres_address_search.hpp"

#include "adapters/portal/capital_spellings.hpp"

#include <soci/soci.h>

#include <algorithm>
#include <utility>

namespace latchkey::portal {
namespace {

/// The arrays of one question, by the names that they have in it.
using Arrays = std::vector<std::pair<std::string, std::string>>;

Arrays arrays_for(const std::vector<EmailAddress>& spellings) {
  std::vector<std::string> exact = capital_spellings(spellings.front());
  for (const auto& spelling : spellings) exact.push_back(spelling.full());
  Arrays arrays{{"exact", sql_array(exact)}};
  const auto add = [&](const std::string& name, const std::vector<AddressRange>& ranges) {
    std::vector<std::string> from;
    std::vector<std::string> before;
    std::vector<std::string> with;
    for (const auto& range : ranges) {
      from.push_back(range.from);
      before.push_back(range.before);
      with.push_back(range.with);
    }
    arrays.emplace_back(name + "_from", sql_array(from));
    arrays.emplace_back(name + "_before", sql_array(before));
    arrays.emplace_back(name + "_with", sql_array(with));
  };
  add("short", address_ranges(spellings));
  add("long", middle_name_ranges(spellings.front()));
  return arrays;
}

std::string exact_part(const AddressColumn& column) {
  return "SELECT hit.email FROM unnest(CAST(:exact AS text[])) AS asked(email) CROSS JOIN LATERAL"
         " (SELECT " +
         column.name + "::text AS email FROM " + column.table + " WHERE " + column.name +
         " = CAST(asked.email AS " + column.type + ") LIMIT 1) AS hit";
}

/// The limit stands within, before `with` is looked at: it bounds what is read, not what is found.
std::string range_part(const AddressColumn& column, const std::string& name, std::size_t limit) {
  return "SELECT hit.email FROM unnest(CAST(:" + name + "_from AS text[]), CAST(:" + name +
         "_before AS text[]), CAST(:" + name +
         "_with AS text[])) AS asked(lower_end, upper_end, part) CROSS JOIN LATERAL (SELECT " +
         column.name + "::text AS email FROM " + column.table + " WHERE " + column.name +
         " >= CAST(asked.lower_end AS " + column.type + ") AND " + column.name +
         " < CAST(asked.upper_end AS " + column.type + ") ORDER BY " + column.name + " LIMIT " +
         std::to_string(limit) + ") AS hit WHERE strpos(hit.email, asked.part) > 0";
}

std::string question(const AddressColumn& column) {
  return exact_part(column) + " UNION ALL " + range_part(column, "short", k_rows_of_a_range) +
         " UNION ALL " + range_part(column, "long", k_rows_of_a_long_range);
}

}  // namespace

std::vector<std::string> search_addresses(soci::session& sql, const AddressColumn& column,
                                          const std::vector<EmailAddress>& spellings) {
  const auto arrays = arrays_for(spellings);
  std::string email;
  soci::statement statement{sql};
  statement.exchange(soci::into(email));
  for (const auto& [name, array] : arrays) statement.exchange(soci::use(array, name));
  statement.alloc();
  // As a one-time query: planned for these arrays, and no round trips to prepare and forget it.
  statement.prepare(question(column), soci::details::st_one_time_query);
  statement.define_and_bind();
  statement.execute();
  std::vector<std::string> found;
  while (statement.fetch()) found.push_back(email);
  return found;
}

std::string search_question(const AddressColumn& column,
                            const std::vector<EmailAddress>& spellings) {
  auto text = question(column);
  for (const auto& [name, array] : arrays_for(spellings)) {
    std::string literal = "'";
    for (const char c : array) literal += c == '\'' ? "''" : std::string(1, c);
    literal += "'";
    const auto place = text.find(":" + name + " ");
    text.replace(place, name.size() + 1, literal);
  }
  return text;
}

std::string sql_array(const std::vector<std::string>& texts) {
  std::string array = "{";
  for (const auto& text : texts) {
    if (array.size() > 1) array += ',';
    array += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') array += '\\';
      array += c;
    }
    array += '"';
  }
  return array + "}";
}

}  // namespace latchkey::portal
