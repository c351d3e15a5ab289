#include "adapters/mailgun/page_chain.hpp"

#include <utility>

namespace latchkey::mailgun {

std::optional<std::string> PageChain::take(EventPage page) {
  ++pages_;
  if (page.items.empty()) return std::nullopt;
  const bool anything_new = add_items(page);
  const bool leads_to_itself = !page.next.empty() && page.next == asked_;
  if (!anything_new || page.is_last || leads_to_itself) return std::nullopt;
  if (page.next.empty() || pages_ == k_pages_max) {
    history_.complete = false;
    return std::nullopt;
  }
  asked_ = page.next;
  return std::move(page.next);
}

/// Were there any that had not been seen before?
bool PageChain::add_items(EventPage& page) {
  history_.complete = history_.complete && !page.has_unreadable();
  bool anything_new = false;
  for (auto& item : page.items) {
    if (!item.identity.empty() && !seen_.insert(item.identity).second) continue;
    anything_new = true;
    if (item.event) history_.events.push_back(*std::move(item.event));
  }
  return anything_new;
}

MailHistory only_page(EventPage page) {
  PageChain pages;
  const bool leads_on = pages.take(std::move(page)).has_value();
  auto history = std::move(pages).history();
  history.complete = history.complete && !leads_on;
  return history;
}

}  // namespace latchkey::mailgun
