#include "tests/adapters/failures/fault_table.hpp"

#include <sstream>

namespace latchkey::failures {
namespace {

// An answer that could be taken for "nothing found" is never among the expectations. Once a form
// has left, only an answer that proves that it was not acted on is less than uncertain.
constexpr const char* k_table = R"(
fault                              | data          | change        | page          | form
-----------------------------------+---------------+---------------+---------------+--------------
nobody listens                     | unreachable   | unreachable   | unreachable   | unreachable
self-signed certificate            | unreachable   | unreachable   | unreachable   | -
no connection in time              | timed_out     | timed_out     | timed_out     | -
no TLS in time                     | timed_out     | timed_out     | timed_out     | -
no first byte in time              | timed_out     | uncertain     | timed_out     | uncertain
no last byte in time               | timed_out     | uncertain     | timed_out     | uncertain
closed without a word              | unreachable   | uncertain     | unreachable   | uncertain
cut in the head                    | unreachable   | uncertain     | unreachable   | uncertain
cut in the body                    | unreachable   | uncertain     | unreachable   | uncertain
not HTTP                           | misunderstood | uncertain     | misunderstood | uncertain
204                                | misunderstood | misunderstood | misunderstood | uncertain
400                                | invalid       | invalid       | invalid       | invalid
401                                | refused       | refused       | refused       | refused
403                                | refused       | refused       | refused       | refused
404                                | not_found     | not_found     | not_found     | not_found
408                                | unavailable   | unavailable   | unavailable   | uncertain
408, then fine                     | fine          | fine          | fine          | uncertain
429, no header                     | rate_limited  | rate_limited  | rate_limited  | rate_limited
429, Retry-After in seconds        | rate_limited  | rate_limited  | rate_limited  | rate_limited
429, Retry-After as a date         | rate_limited  | rate_limited  | rate_limited  | rate_limited
429, X-RateLimit-Reset in s        | rate_limited  | rate_limited  | rate_limited  | rate_limited
429, X-RateLimit-Reset in ms       | rate_limited  | rate_limited  | rate_limited  | rate_limited
429, X-Request-Reset in ms         | rate_limited  | rate_limited  | rate_limited  | rate_limited
429, RateLimit-Reset in s          | rate_limited  | rate_limited  | rate_limited  | rate_limited
429, RateLimit-Reset as a wait     | rate_limited  | rate_limited  | rate_limited  | rate_limited
429, a wait in the body            | rate_limited  | rate_limited  | rate_limited  | rate_limited
429 for a second, then fine        | fine          | fine          | fine          | rate_limited
500                                | unavailable   | unavailable   | unavailable   | uncertain
503 for two minutes                | unavailable   | unavailable   | rate_limited  | uncertain
503, then fine                     | fine          | fine          | fine          | uncertain
HTML                               | misunderstood | uncertain     | misunderstood | uncertain
HTML called JSON                   | misunderstood | uncertain     | misunderstood | uncertain
empty                              | misunderstood | uncertain     | misunderstood | uncertain
null                               | misunderstood | uncertain     | misunderstood | uncertain
a number                           | misunderstood | uncertain     | misunderstood | uncertain
wrong types                        | misunderstood | uncertain     | misunderstood | uncertain
a list of nonsense                 | misunderstood | uncertain     | misunderstood | uncertain
truncated JSON                     | misunderstood | uncertain     | misunderstood | uncertain
not UTF-8                          | misunderstood | uncertain     | misunderstood | uncertain
10 MiB                             | misunderstood | uncertain     | misunderstood | uncertain
10 MiB without a length            | misunderstood | uncertain     | misunderstood | uncertain
redirect loop                      | misunderstood | misunderstood | misunderstood | unproven
redirect to another host           | misunderstood | misunderstood | misunderstood | uncertain
307 to another host                | misunderstood | misunderstood | misunderstood | uncertain
)";

// And so where a post has left. Slack gives no meaning to HTTP's statuses but 429 and 5xx: what it
// refuses it says in a word of its own (web_api_error_test.cpp).
constexpr const char* k_once_and_slack = R"(
fault                              | once          | call          | dial          | post
-----------------------------------+---------------+---------------+---------------+--------------
nobody listens                     | unreachable   | unreachable   | unreachable   | unreachable
self-signed certificate            | -             | unreachable   | unreachable   | unreachable
no connection in time              | -             | timed_out     | timed_out     | timed_out
no TLS in time                     | -             | timed_out     | timed_out     | timed_out
no first byte in time              | uncertain     | timed_out     | timed_out     | uncertain
no last byte in time               | uncertain     | timed_out     | timed_out     | uncertain
closed without a word              | uncertain     | unreachable   | unreachable   | uncertain
cut in the head                    | uncertain     | unreachable   | unreachable   | uncertain
cut in the body                    | uncertain     | unreachable   | unreachable   | uncertain
not HTTP                           | uncertain     | misunderstood | misunderstood | uncertain
204                                | uncertain     | misunderstood | misunderstood | uncertain
400                                | invalid       | misunderstood | misunderstood | uncertain
401                                | refused       | misunderstood | misunderstood | uncertain
403                                | refused       | misunderstood | misunderstood | uncertain
404                                | not_found     | misunderstood | misunderstood | uncertain
408                                | uncertain     | unavailable   | unavailable   | uncertain
408, then fine                     | uncertain     | fine          | unavailable   | uncertain
429, no header                     | rate_limited  | rate_limited  | rate_limited  | rate_limited
429, Retry-After in seconds        | rate_limited  | rate_limited  | rate_limited  | rate_limited
429, Retry-After as a date         | rate_limited  | rate_limited  | rate_limited  | rate_limited
429, X-RateLimit-Reset in s        | rate_limited  | rate_limited  | rate_limited  | rate_limited
429, X-RateLimit-Reset in ms       | rate_limited  | rate_limited  | rate_limited  | rate_limited
429, X-Request-Reset in ms         | rate_limited  | rate_limited  | rate_limited  | rate_limited
429, RateLimit-Reset in s          | rate_limited  | rate_limited  | rate_limited  | rate_limited
429, RateLimit-Reset as a wait     | rate_limited  | rate_limited  | rate_limited  | rate_limited
429, a wait in the body            | rate_limited  | rate_limited  | rate_limited  | rate_limited
429 for a second, then fine        | rate_limited  | fine          | rate_limited  | fine
500                                | uncertain     | unavailable   | unavailable   | uncertain
503 for two minutes                | uncertain     | unavailable   | unavailable   | uncertain
503, then fine                     | uncertain     | fine          | unavailable   | uncertain
HTML                               | uncertain     | misunderstood | misunderstood | uncertain
HTML called JSON                   | uncertain     | misunderstood | misunderstood | uncertain
empty                              | uncertain     | misunderstood | misunderstood | uncertain
null                               | uncertain     | misunderstood | misunderstood | uncertain
a number                           | uncertain     | misunderstood | misunderstood | uncertain
wrong types                        | uncertain     | misunderstood | misunderstood | uncertain
a list of nonsense                 | uncertain     | misunderstood | misunderstood | uncertain
truncated JSON                     | uncertain     | misunderstood | misunderstood | uncertain
not UTF-8                          | uncertain     | misunderstood | misunderstood | uncertain
10 MiB                             | uncertain     | misunderstood | misunderstood | uncertain
10 MiB without a length            | uncertain     | misunderstood | misunderstood | uncertain
redirect loop                      | uncertain     | misunderstood | misunderstood | uncertain
redirect to another host           | uncertain     | misunderstood | misunderstood | uncertain
307 to another host                | uncertain     | misunderstood | misunderstood | uncertain
)";

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

void add_to(FaultTable& table, const std::string& text) {
  std::istringstream lines{text};
  std::vector<std::string> columns;
  for (std::string line; std::getline(lines, line);) {
    const auto cells = cells_of(line);
    if (cells.size() != 5) continue;
    if (cells[0] == "fault") columns = cells;
    for (std::size_t i = 1; cells[0] != "fault" && i < cells.size(); ++i) {
      table[cells[0]][columns.at(i)] = cells[i];
    }
  }
}

}  // namespace

const FaultTable& fault_table() {
  static const auto whole = [] {
    FaultTable table;
    add_to(table, k_table);
    add_to(table, k_once_and_slack);
    return table;
  }();
  return whole;
}

}  // namespace latchkey::failures
