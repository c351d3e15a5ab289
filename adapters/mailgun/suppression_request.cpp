#include "adapters/mailgun/suppression_request.hpp"

#include "adapters/http/internet_date.hpp"
#include "adapters/mailgun/events_request.hpp"

#include <chrono>
#include <string>

namespace latchkey::mailgun {
namespace {

/// "whitelists" is the allowlist's name in paths, still.
const char* path_word(SuppressionTable table) {
  switch (table) {
    case SuppressionTable::bounces: return "bounces";
    case SuppressionTable::complaints: return "complaints";
    case SuppressionTable::unsubscribes: return "unsubscribes";
    case SuppressionTable::allowlist: return "whitelists";
  }
  return "bounces";
}

std::string list_url(const Options& options, SuppressionTable table) {
  return mailgun_url(options,
                     "/v3/" + http::percent_encode(options.domain) + "/" + path_word(table));
}

/// `row` as it stands in a path.
http::Request table_request(const Options& options, SuppressionTable table,
                            const std::string& row) {
  return page_request(options, list_url(options, table) + "/" + row);
}

http::Request row_request(const Options& options, SuppressionTable table,
                          const EmailAddress& address) {
  return table_request(
      options, table,
      http::percent_encode(address.local_part()) + "%40" + http::percent_encode(address.domain()));
}

}  // namespace

SuppressionTable table_of(SuppressionList list) {
  switch (list) {
    case SuppressionList::bounces: return SuppressionTable::bounces;
    case SuppressionList::complaints: return SuppressionTable::complaints;
    case SuppressionList::unsubscribes: return SuppressionTable::unsubscribes;
  }
  return SuppressionTable::bounces;
}

http::Request look_up_request(const Options& options, SuppressionTable table,
                              const EmailAddress& address) {
  return row_request(options, table, address);
}

http::Request domain_look_up_request(const Options& options, const EmailAddress& address) {
  return table_request(options, SuppressionTable::allowlist,
                       http::percent_encode(address.domain()));
}

http::Request removal_request(const Options& options, SuppressionList list,
                              const EmailAddress& address) {
  auto request = row_request(options, table_of(list), address);
  request.method = http::Method::remove;
  return request;
}

http::Request addition_request(const Options& options, const Suppression& row,
                               const EmailAddress& address) {
  auto request = page_request(options, list_url(options, table_of(row.list)));
  request.method = http::Method::post;
  request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  request.body = "address=" + http::percent_encode(address.full());
  const auto add = [&request](const char* name, const std::string& value) {
    if (!value.empty()) request.body += "&" + std::string{name} + "=" + http::percent_encode(value);
  };
  if (row.list == SuppressionList::bounces) {
    add("code", row.code);
    add("error", row.error);
  }
  if (row.created_at) {
    const auto second = std::chrono::floor<std::chrono::seconds>(*row.created_at);
    add("created_at", http::format_internet_date(second));
  }
  return request;
}

}  // namespace latchkey::mailgun
