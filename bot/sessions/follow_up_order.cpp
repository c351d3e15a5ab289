#include "bot/sessions/follow_up_order.hpp"

#include "core/remedies/followed_mail.hpp"
#include "core/remedies/remedy_mail.hpp"

#include <spdlog/spdlog.h>

#include <utility>
#include <vector>

namespace latchkey {
namespace {

bool is_worth_following(RemedyOutcome outcome) {
  return outcome == RemedyOutcome::accepted || outcome == RemedyOutcome::accepted_unproven ||
         outcome == RemedyOutcome::uncertain;
}

}  // namespace

boost::asio::awaitable<std::optional<FollowUpOrder>> follow_up_order(ServiceSources source,
                                                                     RemedyAttempt attempt,
                                                                     RemedyOutcome outcome,
                                                                     PressPlace place,
                                                                     TimePoint now) {
  const FollowedMail mail{mail_of(attempt.remedy), attempt.at};
  if (!is_worth_following(outcome) || !can_be_followed(source.service, mail.kind)) {
    co_return std::nullopt;
  }
  auto recipient = attempt.customer;
  if (attempt.remedy == RemedyId::resend_confirmation) {
    std::vector<EmailAddress> spellings(1, attempt.customer);
    const auto found =
        co_await source.accounts->find(std::move(spellings), Reach::look_alikes_where_none);
    if (found) {
      recipient = recipient_of(attempt.remedy, attempt.customer, *found);
    } else {
      spdlog::warn("Whom a mail goes to could not be asked: {}", found.error().what);
    }
  }
  const auto look_at = next_look(mail, now).value_or(now);
  co_return FollowUpOrder{std::move(recipient), std::move(place), look_at};
}

}  // namespace latchkey
