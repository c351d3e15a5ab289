#include "adapters/mailgun/log_page.hpp"

#include "adapters/mailgun/json_member.hpp"
#include "core/base/letter_case.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace latchkey::mailgun {
namespace {

using nlohmann::json;

EventItem of_domain(EventItem read, const json& item, const std::string& domain) {
  const auto named = text_of(member_of(item, "domain"), "name");
  if (!named.empty() && !same_but_for_case(named, domain)) {
    read.use = EventItem::Use::not_ours;
    read.event.reset();
  }
  return read;
}

void read_pagination(const json& answer, EventPage& page) {
  const auto& pagination = member_of(answer, "pagination");
  if (!pagination.is_object()) {
    page.is_last = pagination.is_null() && page.items.size() < std::size_t{k_log_page_limit};
    return;
  }
  const auto& next = member_of(pagination, "next");
  if (next.is_string()) page.next = next.get<std::string>();
  page.is_last = page.next.empty() && (next.is_null() || next.is_string());
}

/// `to`: one recipient, or several.
template <class Recipients>
Expected<EventPage> read_page(const json& answer, const std::string& domain, const Recipients& to) {
  auto items = event_items(
      answer, [&](const json& item) { return of_domain(event_item(item, to), item, domain); });
  if (!items) return items.error();
  EventPage page{.items = *std::move(items)};
  read_pagination(answer, page);
  return page;
}

}  // namespace

Expected<EventPage> log_page(const json& answer, const std::string& domain,
                             const EmailAddress& recipient) {
  return read_page(answer, domain, recipient);
}

Expected<EventPage> log_page(const json& answer, const std::string& domain,
                             const std::vector<EmailAddress>& recipients) {
  return read_page(answer, domain, recipients);
}

}  // namespace latchkey::mailgun
