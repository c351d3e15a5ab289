#include "adapters/mailgun/suppression_request.hpp"

#include "adapters/mailgun/events_request.hpp"

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

/// `row` as it stands in a path.
http::Request table_request(const Options& options, SuppressionTable table,
                            const std::string& row) {
  return page_request(options, mailgun_url(options, "/v3/" + http::percent_encode(options.domain) +
                                                        "/" + path_word(table) + "/" + row));
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

}  // namespace latchkey::mailgun
