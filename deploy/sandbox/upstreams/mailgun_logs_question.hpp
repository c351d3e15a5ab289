#pragma once
#include "deploy/sandbox/json.hpp"
#include "deploy/sandbox/scheduler.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace latchkey::sandbox {

/// What the body of a question to the logs API asks for.
struct MailgunLogsQuestion {
  struct Predicate {
    std::string attribute;
    bool equal = true;  ///< "=" or "!="
    std::vector<std::string> values;
  };
  std::string start_text, end_text;
  double start = 0, end = 0;     ///< epoch seconds
  std::set<std::string> events;  ///< empty: all
  std::vector<Predicate> predicates;
  bool ascending = true;
  bool with_total = false;
  std::size_t limit = 100;
  std::size_t offset = 0;  ///< the place that the token names
  std::string problem;     ///< what is wrong with the body; all else counts only where it is empty
};

/// Reads a body as strictly as the documentation describes it: unknown keys, event names,
/// attributes and comparators are problems, and so are times that are no RFC 2822 dates.
MailgunLogsQuestion read_logs_question(const Json& body, TimePoint now);

/// The token that leads to the item at `offset`.
std::string logs_token(std::size_t offset);

}  // namespace latchkey::sandbox
