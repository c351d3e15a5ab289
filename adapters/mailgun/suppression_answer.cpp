#include "adapters/mailgun/suppression_answer.hpp"

#include "adapters/http/internet_date.hpp"
#include "adapters/http/json_answer.hpp"
#include "adapters/mailgun/json_member.hpp"
#include "adapters/mailgun/mailgun_error.hpp"
#include "core/base/clock.hpp"
#include "core/base/letter_case.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace latchkey::mailgun {
namespace {

using nlohmann::json;

constexpr std::array<std::pair<SuppressionTable, std::string_view>, 5> k_not_listed = {{
    {SuppressionTable::bounces, "Address not found in bounces table"},
    {SuppressionTable::complaints, "No spam complaints found for this address"},
    {SuppressionTable::unsubscribes, "Address not found in unsubscribers table"},
    {SuppressionTable::unsubscribes, "Unsubscribe event for this tag does not exist"},
    {SuppressionTable::allowlist, "Address/Domain not found in allowlist table"},
}};

Error refusal_by(const Options& options, const http::Response& response) {
  return mailgun_error(options, response, SystemClock{}.now(), "using the suppression lists");
}

bool is_address(const std::string& text, const EmailAddress& address) {
  const auto read = EmailAddress::parse(text);
  return read && *read == address;
}

/// The allowlist calls it `value`; there the entry of the whole domain is asked for, too.
bool is_row_of(const json& body, SuppressionTable table, const EmailAddress& address) {
  if (table != SuppressionTable::allowlist) return is_address(text_of(body, "address"), address);
  const auto value = text_of(body, "value");
  return is_address(value, address) || same_but_for_case(value, address.domain());
}

/// Any text was stored as a code; in old data it is a number.
std::string code_text(const json& body) {
  const auto& code = member_of(body, "code");
  return code.is_number_integer() ? std::to_string(code.get<long long>()) : text_of(body, "code");
}

std::vector<std::string> tags_of(const json& body) {
  std::vector<std::string> tags;
  const auto& list = member_of(body, "tags");
  if (!list.is_array()) return tags;
  for (const auto& tag : list) {
    if (tag.is_string()) tags.push_back(tag.get<std::string>());
  }
  return tags;
}

SuppressionList list_of(SuppressionTable table) {
  switch (table) {
    case SuppressionTable::complaints: return SuppressionList::complaints;
    case SuppressionTable::unsubscribes: return SuppressionList::unsubscribes;
    default: return SuppressionList::bounces;
  }
}

}  // namespace

bool says_not_listed(SuppressionTable table, const http::Response& response) {
  if (response.status != 404) return false;
  auto message = text_of(http::lenient_json(response), "message");
  while (!message.empty() && (message.back() == '.' || message.back() == ' ')) message.pop_back();
  return std::any_of(k_not_listed.begin(), k_not_listed.end(), [&](const auto& known) {
    return known.first == table && same_but_for_case(known.second, message);
  });
}

Expected<TableRow> table_row(const Options& options, SuppressionTable table,
                             const EmailAddress& address, const http::Response& response) {
  if (says_not_listed(table, response)) return TableRow{};
  if (response.status != 200) return refusal_by(options, response);
  const auto body = http::json_answer("Mailgun", response);
  if (!body) return body.error();
  if (!is_row_of(*body, table, address)) {
    return Error{ErrorKind::misunderstood,
                 "Mailgun: the answer is no row of the asked address's on a suppression list"};
  }
  return TableRow{.listed = true,
                  .row = {.list = list_of(table),
                          .code = code_text(*body),
                          .error = text_of(*body, "error"),
                          .tags = tags_of(*body),
                          .created_at = http::parse_internet_date(text_of(*body, "created_at"))}};
}

Expected<void> removal_answer(const Options& options, SuppressionList list,
                              const EmailAddress& address, const http::Response& response) {
  if (says_not_listed(table_of(list), response)) return {};
  if (response.status != 200) return refusal_by(options, response);
  // Some of these answers are labelled text/plain, so only the body tells.
  const auto body = http::lenient_json(response);
  const auto named = text_of(body, "address");
  if (!text_of(body, "message").empty() && (named.empty() || is_address(named, address))) return {};
  return Error{ErrorKind::uncertain, "Mailgun: the answer to the removal from " + list_name(list) +
                                         " is not the one it is documented to give"};
}

Expected<void> addition_answer(const Options& options, SuppressionList list,
                               const http::Response& response) {
  if (response.status != 200) return refusal_by(options, response);
  if (!text_of(http::lenient_json(response), "message").empty()) return {};
  return Error{ErrorKind::uncertain, "Mailgun: the answer to the addition to " + list_name(list) +
                                         " is not the one it is documented to give"};
}

}  // namespace latchkey::mailgun
