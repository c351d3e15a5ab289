#include "core/remedies/lifted_row.hpp"

namespace latchkey {
namespace {

constexpr std::string_view k_since = ", since ";

}  // namespace

std::string lifted_note(const Suppression& row) {
  const std::string reason = row_reason(row);
  std::string note = reason.empty() ? "no reason given" : reason;
  if (row.created_at) note += std::string{k_since} + format_rfc3339(*row.created_at);
  return note;
}

LiftedRow read_lifted_note(std::string_view note) {
  const auto end = note.rfind(k_since);
  if (end == std::string_view::npos) return {std::string{note}};
  const auto since = parse_time(note.substr(end + k_since.size()));
  if (!since) return {std::string{note}};
  return {std::string{note.substr(0, end)}, *since};
}

}  // namespace latchkey
