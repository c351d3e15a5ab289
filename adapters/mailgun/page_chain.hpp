#pragma once

#include "adapters/mailgun/event_page.hpp"
#include "core/diagnosis/mail_event.hpp"

#include <optional>
#include <set>
#include <string>
#include <utility>

namespace latchkey::mailgun {

/// Puts the pages of one question together and decides what to ask for next.
///
///   page                                        then
///   empty                                       the end (a page shorter than the limit is not)
///   says that it is the last one                the end
///   leads to itself, or has only known items    the end: a third party saw the last page repeat
///                                               for ever
///   leads nowhere, without being the last one   stops, not complete
///   the tenth                                   stops, not complete
///   leads on                                    what it leads to
///
/// Items that might be ours and cannot be read make the history incomplete, too.
class PageChain {
 public:
  /// Over one address in one window, more than 3,000 events (Events) or 1,000 (Logs) are a loop or
  /// an attack on the mailbox.
  static constexpr int k_pages_max = 10;

  /// `first` is what the first page is asked by (a URL), empty where there is no such thing.
  explicit PageChain(std::string first = {}) : asked_(std::move(first)) {}

  /// Takes a page in; gives what the next one is asked by, or nothing at the end.
  std::optional<std::string> take(EventPage page);

  /// What was found, in the order of the pages.
  [[nodiscard]] MailHistory history() && { return std::move(history_); }

 private:
  bool add_items(EventPage& page);

  MailHistory history_;
  std::set<std::string> seen_;
  std::string asked_;
  int pages_ = 0;
};

/// What one page alone tells; not complete where it leads to another.
MailHistory only_page(EventPage page);

}  // namespace latchkey::mailgun
