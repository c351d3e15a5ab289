#include "adapters/mailgun/event_page.hpp"

#include "adapters/mailgun/json_member.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace latchkey::mailgun {
namespace {

bool is_unreadable(const EventItem& item) {
  return item.use == EventItem::Use::unreadable;
}

Error not_documented(const char* what) {
  return Error{ErrorKind::misunderstood, std::string{"Mailgun: "} + what};
}

/// `to`: one recipient, or several.
template <class Recipients>
Expected<EventPage> read_event_page(const nlohmann::json& answer, const Recipients& to) {
  auto items =
      event_items(answer, [&](const nlohmann::json& item) { return event_item(item, to); });
  if (!items) return items.error();
  return EventPage{.items = *std::move(items),
                   .next = text_of(member_of(answer, "paging"), "next")};
}

}  // namespace

bool EventPage::has_unreadable() const {
  return std::any_of(items.begin(), items.end(), is_unreadable);
}

Expected<std::vector<EventItem>> event_items(
    const nlohmann::json& answer, const std::function<EventItem(const nlohmann::json&)>& read) {
  const auto& items = member_of(answer, "items");
  if (!items.is_array()) return not_documented("the answer has no list of events");
  std::vector<EventItem> all;
  all.reserve(items.size());
  for (const auto& item : items) all.push_back(read(item));
  if (!all.empty() && std::all_of(all.begin(), all.end(), is_unreadable)) {
    return not_documented("not one event of the answer has the documented form");
  }
  return all;
}

Expected<EventPage> event_page(const nlohmann::json& answer, const EmailAddress& recipient) {
  return read_event_page(answer, recipient);
}

Expected<EventPage> event_page(const nlohmann::json& answer,
                               const std::vector<EmailAddress>& recipients) {
  return read_event_page(answer, recipients);
}

}  // namespace latchkey::mailgun
