#include "core/diagnosis/shared_source.hpp"

#include "core/addresses/look_alikes.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

/// Few enough for one question, whose length a web address bounds (Mailgun's Events API), and the
/// likeliest by far.
constexpr std::ptrdiff_t k_spellings_in_log = 16;

template <class T>
Expected<Asked<T>> asked_at(TimePoint at, Expected<T> answer) {
  if (!answer) return answer.error();
  return Asked<T>{*std::move(answer), at};
}

/// Keeps the source while the question runs.
template <class T, class Question>
SharedSource::Answer<T> hold(std::shared_ptr<SharedSource>, RecentFacts<Asked<T>, Question>& facts,
                             Question question, Freshness freshness) {
  co_return co_await facts.get(std::move(question), freshness);
}

}  // namespace

Spellings NewestLookAlikes::of(const EmailAddress& asked) {
  const bool known = spellings_ && spellings_->list().front() == asked;
  if (!known) spellings_ = look_alikes(asked);
  return *spellings_;
}

SharedSource::SharedSource(ServiceSources ports, const Clock& clock,
                           std::shared_ptr<NewestLookAlikes> look_alikes)
    : ports_(std::move(ports)),
      clock_(clock),
      look_alikes_(std::move(look_alikes)),
      accounts_(clock, k_answer_serves_for,
                [this](AccountsQuestion question) { return ask_directory(std::move(question)); }),
      mail_(clock, k_answer_serves_for,
            [this](MailQuestion question) { return ask_log(std::move(question)); }),
      mail_to_look_alikes_(
          clock, k_answer_serves_for,
          [this](MailQuestion question) { return ask_log_about_look_alikes(std::move(question)); }),
      suppressions_(clock, k_answer_serves_for,
                    [this](EmailAddress address) { return ask_lists(std::move(address)); }) {}

SharedSource::Answer<AccountsFound> SharedSource::accounts(EmailAddress email, Reach reach,
                                                           Freshness freshness) {
  return hold(shared_from_this(), accounts_, AccountsQuestion{std::move(email), reach}, freshness);
}

SharedSource::Answer<MailHistory> SharedSource::mail(EmailAddress recipient,
                                                     std::chrono::seconds since,
                                                     Freshness freshness) {
  return hold(shared_from_this(), mail_, MailQuestion{std::move(recipient), since}, freshness);
}

SharedSource::Answer<MailHistory> SharedSource::mail_to_look_alikes(EmailAddress asked,
                                                                    std::chrono::seconds since,
                                                                    Freshness freshness) {
  return hold(shared_from_this(), mail_to_look_alikes_, MailQuestion{std::move(asked), since},
              freshness);
}

SharedSource::Answer<SuppressionsFound> SharedSource::suppressions(EmailAddress address,
                                                                   Freshness freshness) {
  return hold(shared_from_this(), suppressions_, std::move(address), freshness);
}

SharedSource::Answer<AccountsFound> SharedSource::ask_directory(AccountsQuestion question) {
  const TimePoint now = clock_.now();
  auto spellings = look_alikes_->of(question.email);
  auto found = co_await ports_.accounts->find(std::move(spellings), question.reach);
  co_return asked_at(now, std::move(found));
}

SharedSource::Answer<MailHistory> SharedSource::ask_log(MailQuestion question) {
  const TimePoint now = clock_.now();
  const Window window{now - question.since, now};
  auto history = co_await ports_.mail->events(std::move(question.recipient), window);
  co_return asked_at(now, std::move(history));
}

SharedSource::Answer<MailHistory> SharedSource::ask_log_about_look_alikes(MailQuestion question) {
  const TimePoint now = clock_.now();
  const Window window{now - question.since, now};
  const auto look_alikes = look_alikes_->of(question.recipient);
  const auto& all = look_alikes.list();
  const auto others = std::next(all.begin());  // behind the asked address itself
  const auto count = std::min<std::ptrdiff_t>(k_spellings_in_log, std::distance(others, all.end()));
  std::vector<EmailAddress> spellings(others, std::next(others, count));
  if (spellings.empty()) co_return Asked<MailHistory>{MailHistory{}, now};
  auto history = co_await ports_.mail->accepted_for(std::move(spellings), window);
  co_return asked_at(now, std::move(history));
}

SharedSource::Answer<SuppressionsFound> SharedSource::ask_lists(EmailAddress address) {
  const TimePoint now = clock_.now();
  auto found = co_await ports_.suppressions->find(std::move(address));
  co_return asked_at(now, std::move(found));
}

}  // namespace latchkey
