#include "bot/sessions/mail_watch.hpp"

#include <string>
#include <utility>
#include <vector>

namespace latchkey {

MailWatch::MailWatch(boost::asio::any_io_executor executor, FollowUps& follow_ups,
                     const Clock& clock, Look look)
    : follow_ups_(follow_ups),
      look_(std::move(look)),
      work_(std::move(executor), clock, "mails to look for",
            {.at_once = k_at_once, .between = k_between},
            [this](std::size_t most) { return find(most); }) {}

boost::asio::awaitable<Expected<std::vector<DueWork::Item>>> MailWatch::find(std::size_t most) {
  auto open = co_await follow_ups_.open_follow_ups(most);
  if (!open) co_return open.error();
  std::vector<DueWork::Item> items;
  for (FollowUp& mail : *open) {
    const auto attempt = mail.attempt;
    const auto at = mail.look_at;
    JobTrace trace{mail.press, mail.diagnosis_id};
    items.push_back({.key = std::to_string(attempt),
                     .at = at,
                     .trace = std::move(trace),
                     .run = [this, mail = std::move(mail)] { return look_(mail); },
                     .give_up = [this, attempt] { return close(attempt); }});
  }
  co_return items;
}

boost::asio::awaitable<void> MailWatch::close(long long attempt) {
  co_await follow_ups_.close_follow_up(attempt);
}

}  // namespace latchkey
