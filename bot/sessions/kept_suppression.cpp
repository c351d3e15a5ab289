#include "bot/sessions/kept_suppression.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace latchkey {
namespace {

using nlohmann::json;

constexpr std::array<std::pair<SuppressionList, const char*>, 3> k_list_words = {
    {{SuppressionList::bounces, "bounces"},
     {SuppressionList::complaints, "complaints"},
     {SuppressionList::unsubscribes, "unsubscribes"}}};

}  // namespace

std::string to_note(const Suppression& row) {
  json note = {{"code", row.code}, {"error", row.error}, {"tags", row.tags}};
  for (const auto& [list, word] : k_list_words) {
    if (list == row.list) note["list"] = word;
  }
  if (row.created_at) note["created_at"] = format_rfc3339(*row.created_at);
  return note.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<Suppression> read_suppression(const std::string& note) {
  const auto kept = json::parse(note, nullptr, /*allow_exceptions=*/false);
  if (!kept.is_object()) return std::nullopt;
  try {
    Suppression row{.code = kept.at("code").get<std::string>(),
                    .error = kept.at("error").get<std::string>(),
                    .tags = kept.at("tags").get<std::vector<std::string>>(),
                    .created_at = parse_time(kept.value("created_at", ""))};
    for (const auto& [list, word] : k_list_words) {
      if (kept.at("list") == word) row.list = list;
    }
    return row;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

std::string note_words(const std::string& note) {
  const auto row = read_suppression(note);
  if (!row) return note;
  const std::string reason = row_reason(*row);
  std::string words = reason.empty() ? "no reason given" : reason;
  if (row->created_at) words += ", since " + format_rfc3339(*row->created_at);
  return words;
}

}  // namespace latchkey
