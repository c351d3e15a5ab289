#include "bot/rendering/audit_csv.hpp"

#include <initializer_list>

namespace latchkey::rendering {
namespace {

std::string csv_line(std::initializer_list<std::string_view> cells) {
  std::string line;
  for (const auto cell : cells) line += (line.empty() ? "" : ",") + csv_cell(cell);
  return line + "\r\n";
}

}  // namespace

std::string csv_cell(std::string_view text) {
  constexpr std::string_view k_begins_formula = "=+-@\t\r\n";
  std::string cell;
  const bool runs = !text.empty() && k_begins_formula.find(text.front()) != std::string_view::npos;
  if (runs) cell += '\'';
  cell += text;
  if (!runs && cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    quoted += c;
    if (c == '"') quoted += '"';
  }
  return quoted + '"';
}

std::string audit_csv(const std::vector<RecordedEntry>& entries) {
  std::string text = csv_line({"number", "at", "by", "action", "subject", "customer", "forgotten",
                               "service", "result", "words", "channel", "diagnosis"});
  for (const auto& recorded : entries) {
    const auto& entry = recorded.entry;
    const auto customer = entry.customer ? entry.customer->full() : "";
    text += csv_line({std::to_string(recorded.number), format_rfc3339(recorded.at), entry.by,
                      entry.action, entry.subject, customer, recorded.forgotten ? "true" : "false",
                      entry.service, entry.result, entry.words, entry.channel, entry.diagnosis});
  }
  return text;
}

}  // namespace latchkey::rendering
