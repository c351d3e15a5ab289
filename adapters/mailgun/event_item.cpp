#include "adapters/mailgun/event_item.hpp"

#include "adapters/mailgun/event_type.hpp"
#include "adapters/mailgun/json_member.hpp"
#include "core/base/time.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace latchkey::mailgun {
namespace {

using nlohmann::json;

/// Epoch seconds with microseconds after the point (a double holds those exactly until 2255), or
/// the Logs API's text.
std::optional<TimePoint> moment(const json& item) {
  const auto& value = member_of(item, "timestamp");
  if (!value.is_number()) return parse_time(text_of(item, "@timestamp"));
  const double seconds = value.get<double>();
  constexpr double k_year_5138 = 1e11;  // above it, it is not in seconds
  if (!(seconds > 0) || seconds > k_year_5138) return std::nullopt;
  return TimePoint{std::chrono::microseconds{std::llround(seconds * 1e6)}};
}

/// Mail that came in (`is-authenticated` false on `accepted`, all of `stored`) or was passed on by
/// a route (a list, in the Logs API an object) is not mail that the service sent; nor is what was
/// done with a mailing list.
bool is_foreign_mail(const json& item, const std::string& word) {
  const auto& flags = member_of(item, "flags");
  const auto& routes = member_of(item, "routes");
  return word == "stored" || word.rfind("list_", 0) == 0 ||
         (word == "accepted" && is_false(flags, "is-authenticated")) ||
         is_true(flags, "is-routed") || (routes.is_structured() && !routes.empty());
}

/// The addresses of a To header: "Jane <jane@acme.example>, joe@acme.example". A display name may
/// hold a comma, which then splits into pieces that are no address and drop out.
std::vector<EmailAddress> addresses_of(std::string_view header) {
  std::vector<EmailAddress> addresses;
  for (std::size_t start = 0; start < header.size();) {
    const auto end = std::min(header.find(',', start), header.size());
    auto piece = header.substr(start, end - start);
    start = end + 1;
    if (const auto open = piece.rfind('<'); open != std::string_view::npos) {
      piece = piece.substr(open + 1, piece.find('>', open) - open - 1);
    }
    const auto first = piece.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) continue;
    piece = piece.substr(first, piece.find_last_not_of(" \t\r\n") - first + 1);
    if (auto address = EmailAddress::parse(piece)) addresses.push_back(*std::move(address));
  }
  return addresses;
}

/// Can this To header, of which nothing could be read, hold the address all the same?
bool may_hold(std::string header, const EmailAddress& recipient) {
  for (char& c : header) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return header.empty() || header.find(recipient.full()) != std::string::npos;
}

/// Is the item about mail to this address? Nothing where the item does not say whom it went to, or
/// in a form that cannot be read.
std::optional<bool> is_to(const json& item, const EmailAddress& recipient) {
  const auto& own = member_of(item, "recipient");
  const auto header = text_of(member_of(member_of(item, "message"), "headers"), "to");
  const auto addresses =
      addresses_of(own.is_string() ? own.get_ref<const std::string&>() : std::string_view{header});
  if (!addresses.empty()) {
    return std::find(addresses.begin(), addresses.end(), recipient) != addresses.end();
  }
  if (own.is_string() || may_hold(header, recipient)) return std::nullopt;
  return false;
}

std::string bare_message_id(std::string id) {
  if (!id.empty() && id.front() == '<') id.erase(0, 1);
  if (!id.empty() && id.back() == '>') id.pop_back();
  return id;
}

/// The receiving server's words stand in `message` or in `description`, the other is empty or
/// absent. After the last retry ("old") the last answer is what matters; a rejection has its own.
std::string detail_of(const json& item) {
  const auto& status = member_of(item, "delivery-status");
  const auto& reject = member_of(item, "reject");
  const std::array<std::string, 5> candidates = {
      text_of(item, "reason") == "old" ? text_of(status, "last-message") : std::string{},
      text_of(status, "message"), text_of(status, "description"), text_of(reject, "reason"),
      text_of(reject, "description")};
  for (const auto& candidate : candidates) {
    if (!candidate.empty()) return candidate;
  }
  return "";
}

std::optional<std::chrono::seconds> retry_of(const json& status) {
  const auto& value = member_of(status, "retry-seconds");
  constexpr double k_longest = 86'400;  // retries end after eight hours; more is not seconds
  const double seconds = value.is_number() ? value.get<double>() : -1;
  if (!(seconds >= 0) || seconds > k_longest) return std::nullopt;
  return std::chrono::seconds{std::llround(seconds)};
}

/// Flagged; or, flags missing, with the two other marks of such items.
bool is_delayed_bounce(const json& item) {
  if (is_true(member_of(item, "flags"), "is-delayed-bounce")) return true;
  const auto& envelope = member_of(item, "envelope");
  return envelope.is_object() && envelope.empty() &&
         !text_of(member_of(item, "delivery-status"), "bounce-code").empty();
}

/// "A filled client-info.bot is not a human": it names the program, such as "apple" or "gmail".
bool is_by_bot(const json& item) {
  const auto& client = member_of(item, "client-info");
  const auto name = text_of(client, "bot");
  return is_true(client, "bot") || !(name.empty() || name == "no" || name == "false");
}

void read_delivery_status(const json& item, MailEvent& event) {
  const auto& status = member_of(item, "delivery-status");
  event.code = code_of(status, "code");
  event.last_code = code_of(status, "last-code");
  event.enhanced_code = text_of(status, "enhanced-code");
  if (event.enhanced_code.empty()) event.enhanced_code = text_of(status, "bounce-code");
  event.mx_host = text_of(status, "mx-host");
  event.retry_in = retry_of(status);
}

}  // namespace

EventItem event_item(const json& item, const EmailAddress& recipient) {
  EventItem result;
  const auto word = text_of(item, "event");
  const auto at = moment(item);
  const auto to_us = is_to(item, recipient);
  if (at) {
    result.identity = text_of(item, "id") + '@' + std::to_string(at->time_since_epoch().count());
  }
  if (is_foreign_mail(item, word) || (to_us && !*to_us)) {
    result.use = EventItem::Use::not_ours;
    return result;
  }
  if (word.empty() || !at || !to_us) return result;

  const auto& headers = member_of(member_of(item, "message"), "headers");
  MailEvent event;
  event.at = *at;
  event.type = event_type(item);
  event.recipient = recipient.full();
  event.subject = text_of(headers, "subject");
  event.message_id = bare_message_id(text_of(headers, "message-id"));
  event.reason = text_of(item, "reason");
  event.detail = detail_of(item);
  event.delayed_bounce = is_delayed_bounce(item);
  event.by_bot = is_by_bot(item);
  read_delivery_status(item, event);
  result.use = EventItem::Use::ours;
  result.event = std::move(event);
  return result;
}

EventItem event_item(const json& item, const std::vector<EmailAddress>& recipients) {
  const auto named = EmailAddress::parse(text_of(item, "recipient"));
  const auto asked =
      named ? std::find(recipients.begin(), recipients.end(), *named) : recipients.end();
  if (asked != recipients.end()) return event_item(item, *asked);
  EventItem not_ours;
  not_ours.use = EventItem::Use::not_ours;
  return not_ours;
}

}  // namespace latchkey::mailgun
