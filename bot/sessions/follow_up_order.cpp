#include "bot/sessions/follow_up_order.hpp"

#include "core/remedies/followed_mail.hpp"
#include "core/remedies/remedy_mail.hpp"

#include <utility>

namespace latchkey {
namespace {

bool is_worth_following(RemedyOutcome outcome) {
  return outcome == RemedyOutcome::accepted || outcome == RemedyOutcome::accepted_unproven ||
         outcome == RemedyOutcome::uncertain;
}

}  // namespace

std::optional<FollowUpOrder> follow_up_order(const Service& service, const RemedyAttempt& attempt,
                                             RemedyOutcome outcome, PressPlace place,
                                             TimePoint now) {
  const FollowedMail mail{mail_of(attempt.remedy), attempt.at};
  if (!is_worth_following(outcome) || !can_be_followed(service, mail.kind)) return std::nullopt;
  return FollowUpOrder{attempt.mailed_to(), std::move(place), next_look(mail, now).value_or(now)};
}

}  // namespace latchkey
