#include "adapters/portal/postgres_address_search.hpp"

#include "adapters/portal/capital_spellings.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace latchkey::portal {
namespace {

/// The arrays of one question, by the names that they have in it.
using Arrays = sql::PostgresStatements::Values;

/// An array of PostgreSQL's that is being written.
class ArrayText {
 public:
  void add(std::string_view text) {
    text_ += text_.size() > 1 ? ",\"" : "\"";
    while (true) {
      const auto* const special = std::find_if(text.begin(), text.end(), is_special);
      text_.append(text.begin(), special);
      if (special == text.end()) break;
      text_ += '\\';
      text_ += *special;
      text.remove_prefix(static_cast<std::size_t>(special - text.begin()) + 1);
    }
    text_ += '"';
  }
  [[nodiscard]] std::string whole() && { return std::move(text_) + "}"; }

 private:
  static bool is_special(char c) { return c == '"' || c == '\\'; }

  std::string text_ = "{";
};

/// Spellings that are looked up by themselves, and those that stand in a range that is read anyway.
void add_spellings(const std::vector<EmailAddress>& spellings,
                   const std::vector<AddressRange>& ranges, Arrays& arrays) {
  std::unordered_map<std::string_view, std::string_view> ends;
  for (const auto& range : ranges) ends.emplace(range.from, range.before);
  ArrayText alone;
  ArrayText within;
  for (const auto& spelling : capital_spellings(spellings.front())) alone.add(spelling);
  for (const auto& spelling : spellings) {
    const std::string_view text = spelling.full();
    const auto range = ends.find(text.substr(0, spelling.local_part().size() + 1));
    (range != ends.end() && text < range->second ? within : alone).add(text);
  }
  arrays.emplace_back("alone", std::move(alone).whole());
  arrays.emplace_back("within", std::move(within).whole());
}

Arrays arrays_for(const std::vector<EmailAddress>& spellings) {
  const auto ranges = address_ranges(spellings);
  Arrays arrays;
  add_spellings(spellings, ranges, arrays);
  const auto add = [&](const std::string& name, const std::vector<AddressRange>& added) {
    ArrayText from;
    ArrayText before;
    ArrayText with;
    for (const auto& range : added) {
      from.add(range.from);
      before.add(range.before);
      with.add(range.with);
    }
    arrays.emplace_back(name + "_from", std::move(from).whole());
    arrays.emplace_back(name + "_before", std::move(before).whole());
    arrays.emplace_back(name + "_with", std::move(with).whole());
  };
  add("short", ranges);
  add("long", middle_name_ranges(spellings.front()));
  return arrays;
}

std::string exact_part(const AddressColumn& column, const std::string& name) {
  return "SELECT hit.email FROM unnest(CAST(:" + name +
         " AS text[])) AS asked(email) CROSS JOIN LATERAL (SELECT " + column.name +
         "::text AS email FROM " + column.table + " WHERE " + column.name +
         " = CAST(asked.email AS " + column.type + ") LIMIT 1) AS hit";
}

/// The limit stands within, before `with` is looked at: it bounds what is read, not what is found.
std::string range_part(const AddressColumn& column, const std::string& name, std::size_t limit) {
  return "SELECT hit.email, asked.place FROM unnest(CAST(:" + name +
         "_from AS text[]), CAST(:" + name + "_before AS text[]), CAST(:" + name +
         "_with AS text[])) WITH ORDINALITY AS asked(lower_end, upper_end, part, place)"
         " CROSS JOIN LATERAL (SELECT " +
         column.name + "::text AS email FROM " + column.table + " WHERE " + column.name +
         " >= CAST(asked.lower_end AS " + column.type + ") AND " + column.name +
         " < CAST(asked.upper_end AS " + column.type + ") ORDER BY " + column.name + " LIMIT " +
         std::to_string(limit) + ") AS hit WHERE strpos(hit.email, asked.part) > 0";
}

/// A range that was read to its end has shown which of its spellings are there. Only where one was
/// longer (many people's "info@"), these are looked up, too.
std::string question(const AddressColumn& column) {
  return "WITH near AS MATERIALIZED (" + range_part(column, "short", k_rows_of_a_range) + ") " +
         exact_part(column, "alone") +
         " UNION ALL SELECT email FROM near UNION ALL SELECT email"
         " FROM (" +
         range_part(column, "long", k_rows_of_a_long_range) + ") AS far UNION ALL " +
         exact_part(column, "within") +
         " WHERE EXISTS (SELECT FROM near GROUP BY place HAVING count(*) >= " +
         std::to_string(k_rows_of_a_range) + ")";
}

}  // namespace

std::vector<std::string> search_addresses(sql::PostgresStatements& sql, const AddressColumn& column,
                                          const std::vector<EmailAddress>& spellings) {
  std::vector<std::string> found;
  for (auto& row : sql.ask(question(column), arrays_for(spellings), 1)) {
    if (row.front()) found.push_back(*std::move(row.front()));
  }
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
  ArrayText array;
  for (const auto& text : texts) array.add(text);
  return std::move(array).whole();
}

}  // namespace latchkey::portal
