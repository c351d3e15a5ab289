#pragma once

#include "adapters/mailgun/event_item.hpp"
#include "core/base/email_address.hpp"
#include "core/base/expected.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace latchkey::mailgun {

/// One page of a domain's log.
struct EventPage {
  std::vector<EventItem> items;
  /// Absolute URL of the next page, which is there even when this page is empty. Empty only where
  /// the answer broke that promise.
  std::string next;

  /// Items that might be ours and could not be read: the history is then not complete.
  [[nodiscard]] bool has_unreadable() const;
};

/// Reads a page. `misunderstood` where it has no list of items, or where not one of its items can
/// be read: that is another API than the documented one, and must not look like an empty log.
Expected<EventPage> event_page(const nlohmann::json& answer, const EmailAddress& recipient);

}  // namespace latchkey::mailgun
