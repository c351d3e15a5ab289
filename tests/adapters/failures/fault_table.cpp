#include "tests/adapters/failures/fault_table.hpp"

#include <sstream>
#include <utility>
#include <vector>

namespace latchkey::failures {
namespace {

// An answer that could be taken for "nothing found" is never among the expectations. Once something
// has left that may happen only once, only an answer that proves that it was not acted on is less
// than uncertain.
constexpr const char* k_table = R"(
fault                              | data          | change        | once
-----------------------------------+---------------+---------------+--------------
nobody listens                     | unreachable   | unreachable   | unreachable
self-signed certificate            | unreachable   | unreachable   | unreachable
no connection in time              | timed_out     | timed_out     | timed_out
no TLS in time                     | timed_out     | timed_out     | timed_out
no first byte in time              | timed_out     | uncertain     | uncertain
no last byte in time               | timed_out     | uncertain     | uncertain
closed without a word              | unreachable   | uncertain     | uncertain
cut in the head                    | unreachable   | uncertain     | uncertain
cut in the body                    | unreachable   | uncertain     | uncertain
not HTTP                           | misunderstood | uncertain     | uncertain
204                                | misunderstood | misunderstood | uncertain
400                                | invalid       | invalid       | invalid
401                                | refused       | refused       | refused
403                                | refused       | refused       | refused
404                                | not_found     | not_found     | not_found
408                                | unavailable   | unavailable   | uncertain
408, then fine                     | fine          | fine          | uncertain
429, no header                     | rate_limited  | rate_limited  | rate_limited
429, Retry-After in seconds        | rate_limited  | rate_limited  | rate_limited
429, Retry-After as a date         | rate_limited  | rate_limited  | rate_limited
429, X-RateLimit-Reset in s        | rate_limited  | rate_limited  | rate_limited
429, X-RateLimit-Reset in ms       | rate_limited  | rate_limited  | rate_limited
429, X-Request-Reset in ms         | rate_limited  | rate_limited  | rate_limited
429, RateLimit-Reset in s          | rate_limited  | rate_limited  | rate_limited
429, RateLimit-Reset as a wait     | rate_limited  | rate_limited  | rate_limited
429, a wait in the body            | rate_limited  | rate_limited  | rate_limited
429 for a second, then fine        | fine          | fine          | rate_limited
500                                | unavailable   | unavailable   | uncertain
503 for two minutes                | unavailable   | unavailable   | uncertain
503, then fine                     | fine          | fine          | uncertain
HTML                               | misunderstood | uncertain     | uncertain
HTML called JSON                   | misunderstood | uncertain     | uncertain
empty                              | misunderstood | uncertain     | uncertain
null                               | misunderstood | uncertain     | uncertain
a number                           | misunderstood | uncertain     | uncertain
wrong types                        | misunderstood | uncertain     | uncertain
a list of nonsense                 | misunderstood | uncertain     | uncertain
truncated JSON                     | misunderstood | uncertain     | uncertain
not UTF-8                          | misunderstood | uncertain     | uncertain
10 MiB                             | misunderstood | uncertain     | uncertain
10 MiB without a length            | misunderstood | uncertain     | uncertain
redirect loop                      | misunderstood | misunderstood | uncertain
redirect to another host           | misunderstood | misunderstood | uncertain
307 to another host                | misunderstood | misunderstood | uncertain
)";

/// A kind of question that differs from another one in a few rows.
struct Variant {
  std::string question;
  std::string as;
  std::vector<std::pair<std::string, std::string>> but;
};

std::vector<Variant> variants() {
  return {
      // Rack::Attack's older versions limit with a 503.
      {"page", "data", {{"503 for two minutes", "rate_limited"}}},
      // Led about on its own site, a form was taken: the page behind it only has the words.
      {"form", "once", {{"redirect loop", "unproven"}}},
      // It may just be starting, and is asked again until it answers, but not where it limits us.
      {"secret", "data", {{"429 for a second, then fine", "rate_limited"}}},
      // 404 is the good answer, in PagerDuty's own words.
      {"trial", "data", {{"404", "misunderstood"}}},
      // Slack gives no meaning to HTTP's statuses but 429 and 5xx: what it refuses it says in a
      // word of its own (web_api_error_test.cpp).
      {"call",
       "data",
       {{"400", "misunderstood"},
        {"401", "misunderstood"},
        {"403", "misunderstood"},
        {"404", "misunderstood"}}},
      {"dial",
       "call",
       {{"408, then fine", "unavailable"},
        {"429 for a second, then fine", "rate_limited"},
        {"503, then fine", "unavailable"}}},
      {"post",
       "once",
       {{"400", "uncertain"},
        {"401", "uncertain"},
        {"403", "uncertain"},
        {"404", "uncertain"},
        {"429 for a second, then fine", "fine"}}},
      // Whatever Slack refuses here, the person is answered in another way; and a 200 without a
      // word against it is all that it promises.
      {"reply",
       "once",
       {{"400", "not_found"},
        {"401", "not_found"},
        {"403", "not_found"},
        {"empty", "fine"},
        {"null", "fine"},
        {"a number", "fine"},
        {"wrong types", "fine"},
        {"a list of nonsense", "fine"},
        {"truncated JSON", "fine"},
        {"not UTF-8", "fine"},
        {"redirect loop", "not_found"},
        {"redirect to another host", "not_found"},
        {"307 to another host", "not_found"}}}};
}

std::string trimmed_cell(const std::string& cell) {
  const auto begin = cell.find_first_not_of(' ');
  if (begin == std::string::npos) return "";
  return cell.substr(begin, cell.find_last_not_of(' ') - begin + 1);
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream parts{line};
  for (std::string cell; std::getline(parts, cell, '|');) cells.push_back(trimmed_cell(cell));
  return cells;
}

FaultTable table_of(const std::string& text) {
  FaultTable table;
  std::istringstream lines{text};
  std::vector<std::string> columns;
  for (std::string line; std::getline(lines, line);) {
    const auto cells = cells_of(line);
    if (cells.size() != 4) continue;
    if (cells[0] == "fault") columns = cells;
    for (std::size_t i = 1; cells[0] != "fault" && i < cells.size(); ++i) {
      table[cells[0]][columns.at(i)] = cells[i];
    }
  }
  return table;
}

void add_to(FaultTable& table, const Variant& variant) {
  for (auto& [fault, row] : table) row[variant.question] = row.at(variant.as);
  for (const auto& [fault, expected] : variant.but) table.at(fault)[variant.question] = expected;
}

}  // namespace

const FaultTable& fault_table() {
  static const auto whole = [] {
    FaultTable table = table_of(k_table);
    for (const Variant& variant : variants()) add_to(table, variant);
    return table;
  }();
  return whole;
}

}  // namespace latchkey::failures
