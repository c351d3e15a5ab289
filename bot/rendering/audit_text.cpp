#include "bot/rendering/audit_text.hpp"

#include "bot/rendering/foreign_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace latchkey::rendering {
namespace {

std::string whom(const RecordedEntry& recorded) {
  if (recorded.entry.customer) return recorded.entry.customer->full();
  return recorded.forgotten ? "a customer who is forgotten" : "nobody";
}

std::string about(const RecordedEntry& recorded) {
  const auto& entry = recorded.entry;
  std::string text = entry.subject;
  if (entry.customer || recorded.forgotten) text += " for " + whom(recorded);
  return text;
}

/// "asked why jane@acme.example cannot sign in to CustomersDot"
std::string deed(const RecordedEntry& recorded) {
  const auto& entry = recorded.entry;
  const std::string result = entry.result.empty() ? "nothing" : entry.result;
  if (entry.action == audit_action::asked) {
    const std::string how = entry.result.empty() ? "" : " (" + entry.result + ")";
    return "asked why " + whom(recorded) + " cannot sign in to " + entry.service + how;
  }
  if (entry.action == audit_action::answered) {
    return "was told of " + whom(recorded) + ": " + result;
  }
  if (entry.action == audit_action::proposed) {
    return "wants " + about(recorded) + ", which somebody else must approve";
  }
  if (entry.action == audit_action::pressed) return "pressed " + about(recorded);
  if (entry.action == audit_action::finished) return about(recorded) + ": " + result;
  if (entry.action == audit_action::followed) {
    return "the mail of " + about(recorded) + ": " + result;
  }
  if (entry.action == audit_action::called) {
    return "called " + entry.result + ", since nobody had taken the call for help";
  }
  if (entry.action == audit_action::refused) {
    return "was refused " + about(recorded) + ": " + result;
  }
  if (entry.action == audit_action::forgot) return "had a customer forgotten: " + result;
  return entry.action + " " + about(recorded) + ": " + result;
}

std::string fault_line(const AuditFault& fault) {
  switch (fault.kind) {
    case AuditFault::Kind::changed:
      return fmt::format("entry {} was changed, moved, or written with another key", fault.number);
    case AuditFault::Kind::missing: return fmt::format("entry {} was removed", fault.number);
    case AuditFault::Kind::cut_off:
      return fmt::format("entry {} is known, and the record ends before it", fault.number);
    case AuditFault::Kind::replaced:
      return fmt::format("entry {} is not the one that is known", fault.number);
  }
  return {};
}

std::string counted_entries(long long count) {
  return fmt::format("{} entr{}", count, count == 1 ? "y" : "ies");
}

}  // namespace

std::string audit_text(const std::vector<RecordedEntry>& entries) {
  std::size_t widest = 0;
  for (const auto& recorded : entries) widest = std::max(widest, recorded.entry.by.size());
  std::string text;
  for (const auto& recorded : entries) {
    const auto& entry = recorded.entry;
    text += fmt::format("{}  {:<{}}  {}", format_rfc3339(recorded.at), entry.by, widest,
                        one_line(deed(recorded)));
    if (!entry.words.empty()) text += " (" + one_line(entry.words) + ")";
    if (!entry.channel.empty()) text += "  [" + entry.channel + "]";
    text += "\n";
  }
  return text.empty() ? "The record has no such entry.\n" : text;
}

std::string verdict_text(const AuditVerdict& verdict) {
  std::string text = "The record has " + counted_entries(verdict.head.number);
  if (verdict.faults.empty()) text += ", all as they were written";
  text += ".";
  if (verdict.forgotten > 0) {
    text += " Of " + counted_entries(verdict.forgotten) + " the customer is forgotten.";
  }
  text += "\n";
  for (const auto& fault : verdict.faults) text += "WRONG: " + fault_line(fault) + "\n";
  if (verdict.head.number > 0) text += "Its head is " + head_text(verdict.head) + "\n";
  return text;
}

std::string head_text(const AuditHead& head) {
  return fmt::format("{}:{}", head.number, head.link);
}

std::optional<AuditHead> parse_head(const std::string& text) {
  constexpr std::size_t k_link = 64;
  AuditHead head;
  const auto* end = text.data() + text.size();
  const auto [rest, failure] = std::from_chars(text.data(), end, head.number);
  if (failure != std::errc{} || rest == end || *rest != ':' || head.number <= 0) return {};
  head.link.assign(rest + 1, end);
  const bool hex = head.link.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!hex || head.link.size() != k_link) return {};
  return head;
}

}  // namespace latchkey::rendering
