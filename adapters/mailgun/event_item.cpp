#include "adapters/mailgun/event_item.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

namespace latchkey::mailgun {
namespace {

using nlohmann::json;

/// The member of an object, or null where it is missing or `parent` is no object.
const json& member(const json& parent, const char* name) {
  static const json k_null;
  if (!parent.is_object()) return k_null;
  const auto found = parent.find(name);
  return found == parent.end() ? k_null : *found;
}

std::string text(const json& parent, const char* name) {
  const auto& value = member(parent, name);
  return value.is_string() ? value.get<std::string>() : std::string{};
}

bool is_true(const json& parent, const char* name) {
  const auto& value = member(parent, name);
  return value.is_boolean() && value.get<bool>();
}

bool is_false(const json& parent, const char* name) {
  const auto& value = member(parent, name);
  return value.is_boolean() && !value.get<bool>();
}

/// Epoch seconds with microseconds after the point. A double holds microseconds exactly until 2255.
std::optional<TimePoint> moment(const json& item) {
  const auto& value = member(item, "timestamp");
  if (!value.is_number()) return std::nullopt;
  const double seconds = value.get<double>();
  constexpr double k_year_5138 = 1e11;  // above it, it is not in seconds
  if (!(seconds > 0) || seconds > k_year_5138) return std::nullopt;
  return TimePoint{std::chrono::microseconds{std::llround(seconds * 1e6)}};
}

/// SMTP and Mailgun's own codes are numbers; some old items carry them as text.
std::optional<int> code(const json& status, const char* name) {
  const auto& value = member(status, name);
  long long number = 0;
  if (value.is_number_integer()) {
    number = value.get<long long>();
  } else if (value.is_string()) {
    const auto& digits = value.get_ref<const std::string&>();
    const auto end = digits.data() + digits.size();
    const auto [rest, error] = std::from_chars(digits.data(), end, number);
    if (error != std::errc{} || rest != end) return std::nullopt;
  }
  if (number <= 0 || number > 9999) return std::nullopt;  // "0" stands for "none was given"
  return static_cast<int>(number);
}

/// Unknown severity: temporary where a retry is planned, else by the code (a Logs sample has code
/// 680 with retry-seconds and neither severity nor reason), else by Mailgun's own "suppress-" and
/// "old". Where nothing tells, it is kept as a kind that is never judged.
MailEventType failure(const json& item) {
  const auto severity = text(item, "severity");
  if (severity == "temporary") return MailEventType::failed_temporarily;
  if (severity == "permanent") return MailEventType::failed_permanently;
  const auto& status = member(item, "delivery-status");
  if (member(status, "retry-seconds").is_number()) return MailEventType::failed_temporarily;
  const auto number = code(status, "code").value_or(0);
  const auto reason = text(item, "reason");
  if (number >= 500 && number < 700) return MailEventType::failed_permanently;
  if (reason.rfind("suppress-", 0) == 0 || reason == "old") {
    return MailEventType::failed_permanently;
  }
  return MailEventType::other;
}

MailEventType type_of(const json& item, const std::string& word) {
  constexpr std::array<std::pair<std::string_view, MailEventType>, 7> k_words = {{
      {"accepted", MailEventType::accepted},
      {"delivered", MailEventType::delivered},
      {"rejected", MailEventType::rejected},
      {"opened", MailEventType::opened},
      {"clicked", MailEventType::clicked},
      {"complained", MailEventType::complained},
      {"unsubscribed", MailEventType::unsubscribed},
  }};
  if (word == "failed") return failure(item);
  for (const auto& [known, type] : k_words) {
    if (word == known) return type;
  }
  return MailEventType::other;
}

/// Mail that came in (`is-authenticated` false on `accepted`, all of `stored`) or was passed on by
/// a route is not mail that the service sent.
bool is_foreign_mail(const json& item, const std::string& word) {
  const auto& flags = member(item, "flags");
  const auto& routes = member(item, "routes");
  return word == "stored" || (word == "accepted" && is_false(flags, "is-authenticated")) ||
         is_true(flags, "is-routed") || (routes.is_array() && !routes.empty());
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

/// Is the item about mail to this address? Nothing where the item does not say whom it went to.
std::optional<bool> is_to(const json& item, const EmailAddress& recipient) {
  const auto& own = member(item, "recipient");
  const auto header = text(member(member(item, "message"), "headers"), "to");
  const auto addresses =
      addresses_of(own.is_string() ? own.get_ref<const std::string&>() : std::string_view{header});
  if (addresses.empty()) return std::nullopt;
  return std::find(addresses.begin(), addresses.end(), recipient) != addresses.end();
}

std::string bare_message_id(std::string id) {
  if (!id.empty() && id.front() == '<') id.erase(0, 1);
  if (!id.empty() && id.back() == '>') id.pop_back();
  return id;
}

/// The receiving server's words stand in `message` or in `description`, the other is empty or
/// absent. After the last retry ("old") the last answer is what matters; a rejection has its own.
std::string detail_of(const json& item) {
  const auto& status = member(item, "delivery-status");
  const auto& reject = member(item, "reject");
  const std::array<std::string, 5> candidates = {
      text(item, "reason") == "old" ? text(status, "last-message") : std::string{},
      text(status, "message"), text(status, "description"), text(reject, "reason"),
      text(reject, "description")};
  for (const auto& candidate : candidates) {
    if (!candidate.empty()) return candidate;
  }
  return "";
}

}  // namespace

EventItem event_item(const json& item, const EmailAddress& recipient) {
  EventItem result;
  const auto word = text(item, "event");
  const auto at = moment(item);
  const auto to_us = is_to(item, recipient);
  if (at) result.identity = text(item, "id") + '@' + std::to_string(at->time_since_epoch().count());
  if (is_foreign_mail(item, word) || (to_us && !*to_us)) {
    result.use = EventItem::Use::not_ours;
    return result;
  }
  if (word.empty() || !at || !to_us) return result;

  const auto& headers = member(member(item, "message"), "headers");
  const auto& status = member(item, "delivery-status");
  MailEvent event;
  event.at = *at;
  event.type = type_of(item, word);
  event.recipient = recipient.full();
  event.subject = text(headers, "subject");
  event.message_id = bare_message_id(text(headers, "message-id"));
  event.code = code(status, "code");
  event.reason = text(item, "reason");
  event.detail = detail_of(item);
  event.mx_host = text(status, "mx-host");
  result.use = EventItem::Use::ours;
  result.event = std::move(event);
  return result;
}

}  // namespace latchkey::mailgun
