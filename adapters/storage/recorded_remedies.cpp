#include "adapters/storage/recorded_remedies.hpp"

#include "adapters/storage/audit_chain.hpp"
#include "adapters/storage/audit_table.hpp"
#include "adapters/storage/follow_ups_table.hpp"
#include "adapters/storage/remedy_attempts_table.hpp"

#include <soci/soci.h>

#include <chrono>
#include <optional>
#include <string>
#include <utility>

namespace latchkey::storage {
namespace {

/// The longest for which a limit counts.
constexpr std::chrono::hours k_limits_count{24};

/// When mails may have left to whom the attempt would mail.
MailTimes counted_mails(soci::session& sql, const Secret& key, const RemedyAttempt& attempt) {
  return mail_times(sql, customer_digest(attempt.mailed_to(), key),
                    customer_digest(attempt.customer, key), attempt.at - k_limits_count);
}

}  // namespace

RemedyStart begin_recorded(soci::session& sql, const Secret& key, const RemedyAttempt& attempt,
                           MailLimits limits) {
  if (const auto earlier = earlier_press(sql, attempt)) return *earlier;
  if (sends_mail(attempt.remedy)) {
    const auto sent = counted_mails(sql, key, attempt);
    if (const auto over = over_limit(sent, attempt.at, limits)) return *over;
  }
  const auto recipient = customer_digest(attempt.mailed_to(), key);
  const auto number = add(sql, attempt, recipient, RemedyOutcome::in_progress);
  append_entry(sql, key, entry_of_attempt(sql, number, audit_action::pressed, ""));
  return RemedyBegun{number};
}

RemedyStart propose_recorded(soci::session& sql, const Secret& key, const RemedyAttempt& attempt) {
  if (const auto earlier = earlier_press(sql, attempt)) return *earlier;
  if (const auto proposed = open_proposal(sql, attempt)) return *proposed;
  const auto recipient = customer_digest(attempt.mailed_to(), key);
  const auto number = add(sql, attempt, recipient, RemedyOutcome::proposed);
  append_entry(sql, key, entry_of_attempt(sql, number, audit_action::proposed, ""));
  return RemedyBegun{number};
}

Expected<void> finish_recorded(soci::session& sql, const Secret& key, long long attempt,
                               RemedyOutcome outcome) {
  const auto news = set_outcome(sql, attempt, outcome);
  if (!news) return news.error();
  if (*news) {
    std::string result{to_string(outcome)};
    append_entry(sql, key,
                 entry_of_attempt(sql, attempt, audit_action::finished, std::move(result)));
  }
  return {};
}

Expected<void> end_recorded(soci::session& sql, const Secret& key, long long attempt,
                            const MailEnding& ending) {
  const auto news = set_ending(sql, attempt, ending);
  if (!news) return news.error();
  if (*news) {
    auto entry =
        entry_of_attempt(sql, attempt, audit_action::followed, std::string{to_string(ending.end)});
    entry.words = ending.reason;
    append_entry(sql, key, entry);
  }
  return {};
}

MailRoom mail_room(soci::session& sql, const Secret& key, const RemedyAttempt& attempt,
                   MailLimits limits) {
  const auto sent = counted_mails(sql, key, attempt);
  const auto over = over_limit(sent, attempt.at, limits);
  return {.left = mails_left(sent, attempt.at, limits),
          .next_at = over ? std::optional{over->again_at} : std::nullopt};
}

}  // namespace latchkey::storage
