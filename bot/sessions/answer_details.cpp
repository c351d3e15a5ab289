#include "bot/sessions/answer_details.hpp"

#include "adapters/chat/message_json.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace latchkey {
namespace {

using nlohmann::json;

json kept_blocks(const std::vector<chat::Block>& blocks) {
  return chat::to_json(chat::Message{.summary = {}, .blocks = blocks});
}

}  // namespace

std::string to_text(const AnswerDetails& details) {
  json kept = {{"above", kept_blocks(details.above)},
               {"ticket", details.ticket},
               {"conclusion", details.conclusion},
               {"unanswered", details.unanswered},
               {"escalate", details.escalate}};
  if (!details.timeline.empty()) kept["timeline"] = kept_blocks(details.timeline);
  if (details.other_address) kept["other_address"] = details.other_address->full();
  for (const auto remedy : details.second_person) {
    kept["second_person"].push_back(to_string(remedy));
  }
  return kept.dump(-1, ' ', false, json::error_handler_t::replace);
}

AnswerDetails read_details(const std::string& kept) {
  AnswerDetails details;
  const auto all = json::parse(kept, nullptr, /*allow_exceptions=*/false);
  if (!all.is_object()) return details;
  try {
    details.above = chat::read_message(all.at("above")).blocks;
    details.ticket = all.at("ticket").get<std::string>();
    for (const auto& name : all.value("second_person", json::array())) {
      const auto remedy = parse_remedy(name.get<std::string>());
      if (remedy) details.second_person.push_back(*remedy);
    }
    // Those of an earlier release do not have the next three.
    details.conclusion = all.value("conclusion", std::string{});
    details.unanswered = all.value("unanswered", std::vector<std::string>{});
    details.escalate = all.value("escalate", false);
    if (all.contains("timeline")) details.timeline = chat::read_message(all["timeline"]).blocks;
    if (const auto other = EmailAddress::parse(all.value("other_address", ""))) {
      details.other_address = *other;
    }
  } catch (const json::exception&) {
    return {};
  }
  return details;
}

}  // namespace latchkey
