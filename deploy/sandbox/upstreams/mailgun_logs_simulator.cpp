#include "deploy/sandbox/upstreams/mailgun_logs_simulator.hpp"

#include "deploy/sandbox/timestamps.hpp"
#include "deploy/sandbox/upstreams/mailgun_logs_question.hpp"
#include "deploy/sandbox/upstreams/mailgun_simulator.hpp"

#include <algorithm>
#include <chrono>

namespace latchkey::sandbox {
namespace {

double time_of(const Json& item) {
  return item.at("timestamp").get<double>();
}

/// Compared as they stand: this filter is no search expression.
std::string attribute_of(const Json& item, const std::string& attribute) {
  if (attribute == "recipient") return text_at(item, "recipient");
  if (attribute == "domain") return text_at(item.at("domain"), "name");
  const Json headers = item.value("message", Json::object()).value("headers", Json::object());
  return text_at(headers, "message-id");
}

bool is_asked_for(const Json& item, const MailgunLogsQuestion& question) {
  if (time_of(item) < question.start || time_of(item) > question.end) return false;
  if (!question.events.empty() && !question.events.contains(text_at(item, "event"))) return false;
  return std::all_of(
      question.predicates.begin(), question.predicates.end(), [&](const auto& predicate) {
        const auto& values = predicate.values;
        const bool is_among = std::find(values.begin(), values.end(),
                                        attribute_of(item, predicate.attribute)) != values.end();
        return is_among == predicate.equal;
      });
}

/// What the logs API makes of an item of the events API.
Json log_item(Json item, const std::string& domain) {
  const auto time =
      TimePoint{std::chrono::microseconds{static_cast<long long>(time_of(item) * 1e6)}};
  item["@timestamp"] = iso_time(time);
  item["account"] = {{"id", "5b29"}};
  item["domain"] = {{"name", domain}};
  item["storage"] = {{"region", "us-east4"},
                     {"env", "production"},
                     {"key", text_at(item, "id")},
                     {"url", Json::array({"https://storage.mailgun.example/v3/domains/" + domain +
                                          "/messages/" + text_at(item, "id")})}};
  item["user-variables"] = to_line(item.value("user-variables", Json::object()));
  item.erase("campaigns");
  return item;
}

/// Tokens only where there is more than one page.
Json pagination_of(const MailgunLogsQuestion& question, std::size_t count) {
  Json pagination = Json::object();
  if (question.with_total) pagination["total"] = count;
  if (question.offset == 0 && count <= question.limit) return pagination;
  pagination["first"] = logs_token(0);
  pagination["last"] = logs_token((count - 1) / question.limit * question.limit);
  if (question.offset > 0)
    pagination["previous"] =
        logs_token(question.offset - std::min(question.offset, question.limit));
  if (question.offset + question.limit < count)
    pagination["next"] = logs_token(question.offset + question.limit);
  return pagination;
}

}  // namespace

HttpResponse MailgunLogsSimulator::logs(const HttpRequest& request) const {
  if (!has_mailgun_key(request, key_)) return mailgun_forbidden();
  if (request.media_type() != "application/json")
    return json_response(400, {{"message", "the body must be application/json"}});
  const auto question =
      read_logs_question(Json::parse(request.body, nullptr, false), scheduler_.now());
  if (!question.problem.empty()) return json_response(400, {{"message", question.problem}});

  std::vector<Json> items;
  for (const std::string& domain : mail_log_.domains()) {
    for (Json& item : mail_log_.items(domain, scheduler_.now())) {
      Json as_log = log_item(std::move(item), domain);
      if (is_asked_for(as_log, question)) items.push_back(std::move(as_log));
    }
  }
  std::stable_sort(items.begin(), items.end(), [&](const Json& a, const Json& b) {
    return question.ascending ? time_of(a) < time_of(b) : time_of(a) > time_of(b);
  });
  Json shown = Json::array();
  for (std::size_t i = question.offset; i < items.size() && shown.size() < question.limit; ++i) {
    items[i].erase("timestamp");
    shown.push_back(std::move(items[i]));
  }
  return json_response(200, {{"start", question.start_text},
                             {"end", question.end_text},
                             {"items", std::move(shown)},
                             {"pagination", pagination_of(question, items.size())},
                             {"aggregates", Json::object()}});
}

}  // namespace latchkey::sandbox
