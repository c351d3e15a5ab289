#include "deploy/sandbox/upstreams/suppression_lists.hpp"

#include "deploy/sandbox/timestamps.hpp"

#include <algorithm>
#include <cctype>

namespace latchkey::sandbox {
namespace {

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// "Thu, 26 Mar 2026 12:59:15 UTC": not the GMT of HTTP.
std::string list_date(TimePoint at) {
  std::string text = http_date(at);
  return text.replace(text.size() - 3, 3, "UTC");
}

Json shown_row(const std::string& list, const std::string& address, const Json& given,
               TimePoint at) {
  if (list == "whitelists") {
    return {{"type", address.find('@') == std::string::npos ? "domain" : "address"},
            {"value", address},
            {"reason", text_at(given, "reason")},
            {"createdAt", list_date(at)}};
  }
  Json row{{"address", address}, {"created_at", list_date(at)}};
  if (list == "bounces") {
    row["code"] = given.contains("code") ? text_at(given, "code") : "550";
    row["error"] = text_at(given, "error");
  }
  if (list == "unsubscribes") row["tags"] = given.value("tags", Json::array({"*"}));
  return row;
}

}  // namespace

const char* address_key(const std::string& list) {
  return list == "whitelists" ? "value" : "address";
}

SuppressionLists::SuppressionLists(const Scenario& scenario) : domains_(scenario.mail_domains) {
  for (const auto& given : scenario.suppressions)
    add(given.domain, given.list, given.address, given.row, given.at);
}

bool SuppressionLists::has_domain(const std::string& domain) const {
  return std::find(domains_.begin(), domains_.end(), domain) != domains_.end();
}

const SuppressionLists::Rows* SuppressionLists::list_of(const std::string& domain,
                                                        const std::string& list) const {
  const auto found = lists_.find({domain, list});
  return found == lists_.end() ? nullptr : &found->second;
}

Json SuppressionLists::find(const std::string& domain, const std::string& list,
                            const std::string& address, TimePoint now) const {
  const Rows* rows = list_of(domain, list);
  if (rows == nullptr) return nullptr;
  const auto found = rows->find(lower_case(address));
  return found == rows->end() || found->second.at > now ? Json(nullptr) : found->second.shown;
}

std::vector<Json> SuppressionLists::rows(const std::string& domain, const std::string& list,
                                         TimePoint now) const {
  std::vector<Json> shown;
  const Rows* rows = list_of(domain, list);
  if (rows == nullptr) return shown;
  for (const auto& [address, row] : *rows) {
    if (row.at <= now) shown.push_back(row.shown);
  }
  return shown;
}

void SuppressionLists::add(const std::string& domain, const std::string& list,
                           const std::string& address, const Json& given, TimePoint at) {
  lists_[{domain, list}][lower_case(address)] = {shown_row(list, address, given, at), at};
}

bool SuppressionLists::remove(const std::string& domain, const std::string& list,
                              const std::string& address, TimePoint now) {
  if (find(domain, list, address, now).is_null()) return false;
  lists_[{domain, list}].erase(lower_case(address));
  return true;
}

void SuppressionLists::clear(const std::string& domain, const std::string& list) {
  lists_[{domain, list}].clear();
}

}  // namespace latchkey::sandbox
