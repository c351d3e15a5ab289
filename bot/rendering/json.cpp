#include "bot/rendering/json.hpp"

#include "bot/rendering/action_row.hpp"
#include "core/remedies/offered_remedies.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace latchkey::rendering {
namespace {

using Json = nlohmann::ordered_json;

Json time_or_null(const std::optional<TimePoint>& at) {
  return at ? Json(format_rfc3339(*at)) : Json(nullptr);
}

/// Nothing to link to, or nothing known, is null: an empty text would look like a value.
Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

template <class Items, class Convert>
Json list(const Items& items, Convert convert) {
  Json array = Json::array();
  for (const auto& item : items) array.push_back(convert(item));
  return array;
}

Json evidence_json(const EvidenceLine& line) {
  return {{"source", line.source},
          {"at", time_or_null(line.at)},
          {"what", line.what},
          {"link", text_or_null(line.link)}};
}

Json finding_json(const Finding& finding) {
  return {{"check", finding.check},
          {"status", to_string(finding.status)},
          {"cause", finding.cause ? Json(to_string(*finding.cause)) : Json(nullptr)},
          {"confidence", to_string(finding.confidence)},
          {"summary", finding.summary},
          {"evidence", list(finding.evidence, evidence_json)},
          {"remedies", list(finding.remedies, [](RemedyId id) { return Json(to_string(id)); })}};
}

Json account_json(const AccountRow& row) {
  return {{"service", row.service},
          {"email", row.email},
          {"id", row.id},
          {"name", text_or_null(row.name)},
          {"state", text_or_null(row.state)},
          {"created_at", time_or_null(row.created_at)},
          {"link", text_or_null(row.link)}};
}

Json other_account_json(const OtherAccount& other) {
  // Two digits: a score is an estimate, and 0.98 should not read 0.97999999999999998.
  const double score = std::round(other.score * 100) / 100;
  return {{"service", other.service},
          {"email", other.email},
          {"reason", other.reason},
          {"score", score},
          {"state", text_or_null(other.state)},
          {"subscription", text_or_null(other.subscription)},
          {"link", text_or_null(other.link)}};
}

Json timeline_json(const TimelineEntry& entry) {
  return {{"at", format_rfc3339(entry.at)}, {"source", entry.source}, {"what", entry.what}};
}

Json remedy_json(const OfferedRemedy& remedy) {
  Json json = {{"id", to_string(remedy.id)}, {"label", label(remedy)}, {"service", remedy.service}};
  if (remedy.other_address) json["email"] = remedy.other_address->full();
  return json;
}

Json remedies_json(const Diagnosis& diagnosis, bool escalate) {
  Json remedies = list(diagnosis.remedies, remedy_json);
  if (escalate) {
    remedies.push_back(
        {{"id", k_escalate}, {"label", k_escalate_label}, {"service", diagnosis.service}});
  }
  return remedies;
}

/// Of `Unanswered` and `NotApplicable`.
template <class Item>
Json reason_json(const Item& item) {
  return {{"check", item.check}, {"why", item.why}};
}

}  // namespace

nlohmann::ordered_json to_json(const Diagnosis& diagnosis, bool escalate) {
  const Conclusion& conclusion = diagnosis.conclusion;
  return {{"email", diagnosis.email.full()},
          {"service", diagnosis.service},
          {"window",
           {{"from", format_rfc3339(diagnosis.window.from)},
            {"to", format_rfc3339(diagnosis.window.to)}}},
          {"conclusion",
           {{"cause", to_string(conclusion.cause)},
            {"confidence", to_string(conclusion.confidence)},
            {"summary", conclusion.summary}}},
          {"findings", list(diagnosis.findings, finding_json)},
          {"accounts", list(diagnosis.accounts, account_json)},
          {"other_accounts", list(diagnosis.other_accounts, other_account_json)},
          {"timeline", list(diagnosis.timeline, timeline_json)},
          {"remedies", remedies_json(diagnosis, escalate)},
          {"unanswered", list(diagnosis.unanswered, reason_json<Unanswered>)},
          {"not_applicable", list(diagnosis.not_applicable, reason_json<NotApplicable>)},
          {"elapsed_ms", diagnosis.elapsed.count()}};
}

std::string to_json_text(const Diagnosis& diagnosis, bool escalate) {
  return to_json(diagnosis, escalate).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace latchkey::rendering
