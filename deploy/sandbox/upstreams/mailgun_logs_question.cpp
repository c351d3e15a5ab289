#include "deploy/sandbox/upstreams/mailgun_logs_question.hpp"

#include "deploy/sandbox/base64.hpp"
#include "deploy/sandbox/timestamps.hpp"

#include <charconv>
#include <chrono>
#include <optional>

namespace latchkey::sandbox {
namespace {

using Question = MailgunLogsQuestion;

// documentation.mailgun.com, "List logs"; of the attributes those that are known to work.
const std::set<std::string> k_log_keys{"start",
                                       "end",
                                       "duration",
                                       "events",
                                       "metric_events",
                                       "filter",
                                       "include_subaccounts",
                                       "include_totals",
                                       "pagination"};
const std::set<std::string> k_log_events{"accepted",
                                         "delivered",
                                         "failed",
                                         "opened",
                                         "unique_opened",
                                         "clicked",
                                         "unique_clicked",
                                         "unsubscribed",
                                         "complained",
                                         "rejected",
                                         "stored",
                                         "email_validation",
                                         "list_uploaded",
                                         "list_member_uploaded",
                                         "list_member_upload_error",
                                         "trapped"};
const std::set<std::string> k_log_attributes{"domain", "recipient", "message_id"};

/// Nothing where the text is no date; numbers, which the events API takes, are none.
std::optional<TimePoint> rfc2822(const std::string& text) {
  if (text.find(':') == std::string::npos) return {};
  return parse_mailgun_time(text);
}

std::string read_times(const Json& body, TimePoint now, Question& question) {
  question.end_text = body.contains("end") ? text_at(body, "end") : http_date(now);
  const auto end = rfc2822(question.end_text);
  if (!end) return "end: must be in RFC 2822 format";
  question.end = epoch_seconds(*end);
  if (body.contains("duration")) {
    const auto duration = parse_duration(text_at(body, "duration"));
    if (!duration) return "duration: must be in the format of '1d' '2h'";
    question.start_text = http_date(*end - *duration);
    question.start = epoch_seconds(*end - *duration);
    return {};
  }
  question.start_text =
      body.contains("start") ? text_at(body, "start") : http_date(now - std::chrono::days{1});
  const auto start = rfc2822(question.start_text);
  if (!start) return "start: must be in RFC 2822 format";
  question.start = epoch_seconds(*start);
  return question.start <= question.end ? "" : "start: must be before end";
}

std::string read_events(const Json& events, Question& question) {
  if (!events.is_array()) return "events: must be a list";
  for (const Json& event : events) {
    if (!event.is_string() || !k_log_events.contains(event.get<std::string>()))
      return "events: unknown event " + to_line(event);
    question.events.insert(event.get<std::string>());
  }
  return {};
}

std::string read_predicate(const Json& json, Question& question) {
  Question::Predicate predicate{text_at(json, "attribute"), true, {}};
  if (!k_log_attributes.contains(predicate.attribute))
    return "filter: unknown attribute '" + predicate.attribute + "'";
  const std::string comparator = text_at(json, "comparator");
  if (comparator != "=" && comparator != "!=")
    return "filter: unknown comparator '" + comparator + "'";
  predicate.equal = comparator == "=";
  const Json values = json.value("values", Json());
  if (!values.is_array() || values.empty()) return "filter: values must be a list";
  for (const Json& value : values) {
    if (text_at(value, "value").empty() || text_at(value, "label").empty())
      return "filter: a value has a label and a value";
    predicate.values.push_back(text_at(value, "value"));
  }
  question.predicates.push_back(std::move(predicate));
  return {};
}

std::string read_filter(const Json& filter, Question& question) {
  const Json all = filter.is_object() ? filter.value("AND", Json()) : Json();
  if (!all.is_array()) return "filter: must have AND";
  for (const Json& predicate : all) {
    std::string problem = read_predicate(predicate, question);
    if (!problem.empty()) return problem;
  }
  return {};
}

std::optional<std::size_t> offset_of(const std::string& token) {
  const auto text = base64_decode(token);
  std::size_t offset = 0;
  if (!text || !text->starts_with("at:")) return {};
  const auto* end = text->data() + text->size();
  const auto [rest, error] = std::from_chars(text->data() + 3, end, offset);
  if (error != std::errc{} || rest != end) return {};
  return offset;
}

std::string read_page(const Json& pagination, Question& question) {
  if (!pagination.is_object()) return "pagination: must be an object";
  const Json limit = pagination.value("limit", Json(100));
  if (!limit.is_number_unsigned() || limit < 1 || limit > 100)
    return "pagination.limit: must be from 1 to 100";
  question.limit = limit.get<std::size_t>();
  const Json sort = pagination.value("sort", Json("timestamp:asc"));
  if (sort != "timestamp:asc" && sort != "timestamp:desc") return "pagination.sort: unknown";
  question.ascending = sort == "timestamp:asc";
  if (!pagination.contains("token")) return {};
  const auto offset = offset_of(text_at(pagination, "token"));
  if (!offset) return "pagination.token: is not valid";
  question.offset = *offset;
  return {};
}

std::string read_all(const Json& body, TimePoint now, Question& question) {
  if (!body.is_object()) return "the body must be a JSON object";
  for (const auto& [key, value] : body.items()) {
    if (!k_log_keys.contains(key)) return "unknown field '" + key + "'";
  }
  question.with_total = flag_at(body, "include_totals");
  std::string problem = read_times(body, now, question);
  if (problem.empty() && body.contains("events")) problem = read_events(body["events"], question);
  if (problem.empty() && body.contains("filter")) problem = read_filter(body["filter"], question);
  if (problem.empty() && body.contains("pagination"))
    problem = read_page(body["pagination"], question);
  return problem;
}

}  // namespace

MailgunLogsQuestion read_logs_question(const Json& body, TimePoint now) {
  Question question;
  question.problem = read_all(body, now, question);
  return question;
}

std::string logs_token(std::size_t offset) {
  return base64_url("at:" + std::to_string(offset));
}

}  // namespace latchkey::sandbox
