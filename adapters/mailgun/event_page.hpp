#pragma once

#include "adapters/mailgun/event_item.hpp"
#include "core/base/email_address.hpp"
#include "core/base/expected.hpp"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <string>
#include <vector>

namespace latchkey::mailgun {

/// One page of a domain's log, from either API.
struct EventPage {
  std::vector<EventItem> items;
  /// What the next page is asked by: an absolute URL (Events) or a token (Logs). Empty on the last
  /// page, and where the answer broke its promise.
  std::string next = {};
  /// The answer says that it is the last one; only the Logs API does.
  bool is_last = false;

  /// Items that might be ours and could not be read: the history is then not complete.
  [[nodiscard]] bool has_unreadable() const;
};

/// The items of an answer, each read by `read`. `misunderstood` where there is no list of items, or
/// where not one of them can be read: that is another API than the documented one, and must not
/// look like an empty log.
Expected<std::vector<EventItem>> event_items(
    const nlohmann::json& answer, const std::function<EventItem(const nlohmann::json&)>& read);

/// Reads a page of the Events API, whose `paging.next` is there even when the page is empty. Errors
/// as for `event_items`.
Expected<EventPage> event_page(const nlohmann::json& answer, const EmailAddress& recipient);
Expected<EventPage> event_page(const nlohmann::json& answer,
                               const std::vector<EmailAddress>& recipients);

}  // namespace latchkey::mailgun
