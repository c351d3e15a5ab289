#include "core/diagnosis/suppression.hpp"

#include "core/diagnosis/wording.hpp"

#include <algorithm>

namespace latchkey {

std::vector<Suppression> in_order(std::vector<Suppression> rows) {
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Suppression& a, const Suppression& b) { return a.list < b.list; });
  return rows;
}

std::string list_name(SuppressionList list) {
  switch (list) {
    case SuppressionList::bounces: return "the bounce list";
    case SuppressionList::complaints: return "the complaint list";
    case SuppressionList::unsubscribes: return "the unsubscribe list";
  }
  return "a suppression list";
}

bool holds_back_all(const Suppression& row) {
  if (row.list != SuppressionList::unsubscribes || row.tags.empty()) return true;
  return std::find(row.tags.begin(), row.tags.end(), "*") != row.tags.end();
}

std::string row_reason(const Suppression& row) {
  std::string reason = row.code;
  if (row.error.starts_with(row.code)) {
    reason = row.error;
  } else if (!row.error.empty()) {
    reason += " " + row.error;
  }
  if (!holds_back_all(row)) reason = "for mails with the tag " + listed(row.tags, "or");
  return reason;
}

}  // namespace latchkey
