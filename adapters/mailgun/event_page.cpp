#include "adapters/mailgun/event_page.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace latchkey::mailgun {
namespace {

bool is_unreadable(const EventItem& item) {
  return item.use == EventItem::Use::unreadable;
}

Error not_documented(const char* what) {
  return Error{ErrorKind::misunderstood, std::string{"Mailgun: "} + what};
}

}  // namespace

bool EventPage::has_unreadable() const {
  return std::any_of(items.begin(), items.end(), is_unreadable);
}

Expected<EventPage> event_page(const nlohmann::json& answer, const EmailAddress& recipient) {
  const auto items = answer.is_object() ? answer.find("items") : answer.end();
  if (items == answer.end() || !items->is_array()) {
    return not_documented("the answer has no list of events");
  }
  EventPage page;
  for (const auto& item : *items) page.items.push_back(event_item(item, recipient));
  if (!page.items.empty() && std::all_of(page.items.begin(), page.items.end(), is_unreadable)) {
    return not_documented("not one event of the answer has the documented form");
  }
  const auto paging = answer.find("paging");
  if (paging != answer.end() && paging->is_object()) {
    const auto next = paging->find("next");
    if (next != paging->end() && next->is_string()) page.next = next->get<std::string>();
  }
  return page;
}

}  // namespace latchkey::mailgun
