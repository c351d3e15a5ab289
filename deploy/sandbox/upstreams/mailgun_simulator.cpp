#include "deploy/sandbox/upstreams/mailgun_simulator.hpp"

#include "deploy/sandbox/base64.hpp"
#include "deploy/sandbox/timestamps.hpp"
#include "deploy/sandbox/upstreams/filter_expression.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

namespace latchkey::sandbox {
namespace {

constexpr int k_default_limit = 100, k_largest_limit = 300;  // documentation.mailgun.com, "Events"
const std::set<std::string> k_filters{"event",      "list",       "attachment", "from",
                                      "message-id", "subject",    "to",         "size",
                                      "recipient",  "recipients", "tags",       "severity"};

/// What one walk through the events asks for; a paging URL carries it, and the place in it.
struct Query {
  double begin = 0, end = 0;
  bool ascending = true;
  int limit = k_default_limit;
  Json filters = Json::object();
  std::size_t offset = 0;
};

HttpResponse bad_request(const std::string& message) {
  return json_response(400, {{"message", message}});
}

std::string page_token(Query query, std::size_t offset) {
  query.offset = offset;
  return base64_url(
      to_line({query.begin, query.end, query.ascending, query.limit, query.filters, query.offset}));
}

std::optional<Query> parse_page_token(const std::string& token) {
  const auto text = base64_decode(token);
  const Json json = text ? Json::parse(*text, nullptr, false) : Json();
  const bool is_ours = json.is_array() && json.size() == 6 && json[0].is_number() &&
                       json[1].is_number() && json[2].is_boolean() &&
                       json[3].is_number_unsigned() && json[4].is_object() &&
                       json[5].is_number_unsigned();
  if (!is_ours || json[3] == 0) return {};
  return Query{json[0], json[1], json[2], json[3], json[4], json[5]};
}

/// Fills `query` from the parameters; returns what is wrong with them, or nothing.
std::string parse_parameters(const HttpRequest& request, TimePoint now, Query& query) {
  const std::string begin = field(request.query, "begin"), end = field(request.query, "end");
  const std::string ascending = field(request.query, "ascending");
  const auto begin_time = begin.empty() ? std::optional(now) : parse_mailgun_time(begin);
  const auto end_time = end.empty() ? std::optional(TimePoint{}) : parse_mailgun_time(end);
  if (!begin_time || !end_time) return "'begin' and 'end' are epoch seconds or RFC 2822 dates";
  if (!begin.empty() && end.empty() && ascending.empty()) {
    return "'ascending' is required when only 'begin' is given";
  }
  query.begin = epoch_seconds(*begin_time);
  query.end = end.empty() && ascending == "yes" ? 1e11 : epoch_seconds(*end_time);
  query.ascending = query.begin < query.end;
  if (!ascending.empty() && (ascending == "yes") != query.ascending) {
    return "'ascending' contradicts 'begin' and 'end'";
  }
  for (const auto& [name, value] : request.query) {
    if (name == "begin" || name == "end" || name == "ascending") continue;
    if (name == "limit") {
      const auto [rest, error] =
          std::from_chars(value.data(), value.data() + value.size(), query.limit);
      if (error != std::errc{} || query.limit < 1) return "'limit' is a number from 1 to 300";
      query.limit = std::min(query.limit, k_largest_limit);
    } else if (k_filters.contains(name)) {
      query.filters[name] = value;
    } else {
      return "unknown parameter '" + name + "'";
    }
  }
  return {};
}

/// The text that a filter looks into.
std::string filtered_text(const Json& item, const std::string& filter) {
  const Json headers = item.value("message", Json::object()).value("headers", Json::object());
  if (filter == "from" || filter == "to" || filter == "subject" || filter == "message-id") {
    return text_at(headers, filter.c_str());
  }
  if (filter == "recipients" || filter == "tags") return to_line(item.value(filter, Json()));
  return text_at(item, filter.c_str());
}

bool is_wanted(const Json& item, const Query& query) {
  const double time = item.at("timestamp").get<double>();
  if (time < std::min(query.begin, query.end) || time > std::max(query.begin, query.end)) {
    return false;
  }
  for (const auto& [name, expression] : query.filters.items()) {
    if (!expression.is_string() ||
        !matches_filter(expression.get<std::string>(), filtered_text(item, name)))
      return false;
  }
  return true;
}

}  // namespace

bool has_mailgun_key(const HttpRequest& request, const std::string& key) {
  return request.header("authorization") == "Basic " + base64("api:" + key);
}

HttpResponse mailgun_forbidden() {
  return text_response(401, "Forbidden").with("WWW-Authenticate", "Basic realm=\"MG API\"");
}

HttpResponse MailgunSimulator::events(const HttpRequest& request, const std::string& domain,
                                      const std::string& page) const {
  if (!has_mailgun_key(request, key_) || !mail_log_.has_domain(domain)) return mailgun_forbidden();
  Query query;
  if (page.empty()) {
    const std::string problem = parse_parameters(request, scheduler_.now(), query);
    if (!problem.empty()) return bad_request(problem);
  } else {
    const auto parsed = parse_page_token(page);
    if (!parsed) return bad_request("Invalid page token");
    query = *parsed;
  }
  std::vector<Json> items = mail_log_.items(domain, scheduler_.now());
  std::erase_if(items, [&](const Json& item) { return !is_wanted(item, query); });
  if (!query.ascending) std::reverse(items.begin(), items.end());
  const auto limit = static_cast<std::size_t>(query.limit);
  Json shown = Json::array();
  for (std::size_t i = query.offset; i < items.size() && shown.size() < limit; ++i) {
    shown.push_back(items[i]);
  }
  const auto link = [&](std::size_t offset) {
    return origin_ + "/mailgun/v3/" + domain + "/events/" + page_token(query, offset);
  };
  const std::size_t before = query.offset > limit ? query.offset - limit : 0;
  const Json paging{{"next", link(query.offset + shown.size())},
                    {"previous", link(before)},
                    {"first", link(0)},
                    {"last", link(items.size() / limit * limit)}};
  return json_response(200, {{"items", std::move(shown)}, {"paging", paging}});
}

HttpResponse MailgunSimulator::log_page(const std::string& domain) const {
  if (!mail_log_.has_domain(domain)) {
    return html_response(404, "<!doctype html><title>404</title><p>No such domain.</p>");
  }
  std::string rows;
  const Json log = mail_log_.summary(domain, scheduler_.now());
  for (const Json& mail : log.at("mails")) {
    std::string cells;
    const std::chrono::duration<double> at{mail.at("timestamp").get<double>()};
    for (const std::string& text :
         {iso_time(TimePoint{round<TimePoint::duration>(at)}), text_at(mail, "event"),
          text_at(mail, "recipient"), text_at(mail, "subject")}) {
      cells += "<td>" + html_escape(text) + "</td>";
    }
    rows = "<tr>" + cells + "</tr>" + rows;
  }
  return html_response(200,
                       "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
                       "Mail log (sandbox)</title></head><body><h1>" +
                           html_escape(domain) +
                           "</h1><table><tr><th>time</th><th>event</th><th>recipient</th>"
                           "<th>subject</th></tr>" +
                           rows + "</table></body></html>");
}

}  // namespace latchkey::sandbox
