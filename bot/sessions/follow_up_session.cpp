#include "bot/sessions/follow_up_session.hpp"

#include "bot/rendering/mail_ending_words.hpp"
#include "bot/sessions/button_row.hpp"
#include "core/remedies/followed_mail.hpp"
#include "core/remedies/remedy_mail.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace latchkey {
namespace {

const std::string k_mention_step = "mail ending";
/// What could not be written down or told when the hour was over is tried again so much later.
constexpr std::chrono::minutes k_try_again{1};

FollowedMail followed(const FollowUp& follow_up) {
  return {mail_of(follow_up.remedy), follow_up.asked_at};
}

TimePoint later(const FollowUp& follow_up, TimePoint now) {
  if (follow_up.ending) return now + k_try_again;
  return next_look(followed(follow_up), now).value_or(now + k_try_again);
}

}  // namespace

FollowUpSession::FollowUpSession(chat::ChatPlatform& platform, EarlierPosts& earlier,
                                 std::vector<ServiceSources> sources, Store& store,
                                 const Clock& clock)
    : platform_(platform),
      earlier_(earlier),
      sources_(std::move(sources)),
      store_(store),
      clock_(clock) {}

boost::asio::awaitable<void> FollowUpSession::run(FollowUp follow_up) {
  // First of all, so that a store which keeps nothing does not have the log asked without end.
  const auto put_off =
      co_await store_.look_again(follow_up.attempt, later(follow_up, clock_.now()));
  if (!put_off) {
    spdlog::error("A mail was not looked for: {}", put_off.error().what);
    co_return;
  }
  auto record = co_await store_.find_diagnosis(follow_up.diagnosis_id);
  if (!record) {
    spdlog::error("A mail was not looked for: {}", record.error().what);
    co_return;
  }
  if (!*record) co_return co_await close(follow_up.attempt);  // forgotten, and the buttons with it
  const bool again = follow_up.ending.has_value();
  if (again && follow_up.ending->end == MailEnd::delivered) {
    co_return co_await run_after_delivery(std::move(follow_up), std::move(**record));
  }
  if (!again) {
    follow_up.ending = co_await look(follow_up, (*record)->service);
    if (!follow_up.ending) co_return;
    const bool kept = co_await keep(follow_up.attempt, *follow_up.ending);
    if (!kept) co_return;
  }
  co_await tell(follow_up, std::move(**record), again);
  if (follow_up.ending->end != MailEnd::delivered) co_return co_await close(follow_up.attempt);
  shown_.insert(follow_up.attempt);
  co_await see_whether_it_stays(std::move(follow_up));
}

boost::asio::awaitable<void> FollowUpSession::run_after_delivery(FollowUp follow_up,
                                                                 DiagnosisRecord record) {
  const auto attempt = follow_up.attempt;
  auto newest = co_await look(follow_up, record.service);
  if (newest && overrides_delivery(newest->end)) {
    const bool kept = co_await keep(attempt, *newest);
    if (!kept) co_return;
    follow_up.ending = std::move(newest);
    co_await tell(std::move(follow_up), std::move(record), false);
    co_return co_await close(attempt);
  }
  if (!shown_.contains(attempt)) co_await tell(follow_up, std::move(record), true);
  shown_.insert(attempt);
  co_await see_whether_it_stays(std::move(follow_up));
}

boost::asio::awaitable<bool> FollowUpSession::keep(long long attempt, MailEnding ending) {
  const auto end = ending.end;
  const auto kept = co_await store_.end_follow_up(attempt, std::move(ending));
  if (!kept) {
    spdlog::error("What became of a mail was not kept: {}", kept.error().what);
    co_return false;
  }
  spdlog::info("A mail that was asked for in the chat: {}", to_string(end));
  co_return true;
}

boost::asio::awaitable<std::optional<MailEnding>> FollowUpSession::look(FollowUp follow_up,
                                                                        std::string service) {
  const auto source = std::find_if(sources_.begin(), sources_.end(), [&](const auto& candidate) {
    return candidate.service.name == service;
  });
  if (source == sources_.end()) {
    co_return MailEnding{
        MailEnd::not_asked, clock_.now(), {}, service + " is not configured any more"};
  }
  const auto mail = followed(follow_up);
  const auto window = window_to_ask(mail, clock_.now());
  const auto history = co_await source->mail->events(follow_up.recipient, window);
  if (!history) spdlog::warn("A mail could not be looked for: {}", history.error().what);
  co_return ending_of(mail, source->service, history, clock_.now());
}

boost::asio::awaitable<void> FollowUpSession::tell(FollowUp follow_up, DiagnosisRecord record,
                                                   bool again) {
  chat::MessageRef row{follow_up.place.channel, follow_up.place.message};
  co_await show_button_row(platform_, store_, record, std::move(row), "", chat::Edit::lasting);
  if (follow_up.ending->end == MailEnd::delivered) co_return;
  co_await mention(std::move(follow_up), std::move(record), again);
}

boost::asio::awaitable<void> FollowUpSession::mention(FollowUp follow_up, DiagnosisRecord record,
                                                      bool again) {
  const auto& place = follow_up.place;
  if (again) {
    Job press;  // another process may have posted it
    press.id = follow_up.press;
    press.received_at = follow_up.asked_at;
    const auto before = co_await earlier_.of(std::move(press), place.channel, place.thread);
    if (find_step(before, k_mention_step)) co_return;
  }
  auto message = rendering::mail_did_not_arrive(follow_up.by, follow_up.remedy, record.email,
                                                *follow_up.ending);
  message.tag = chat::Tag{follow_up.press, k_mention_step};
  const auto posted = co_await platform_.post(place.channel, place.thread, std::move(message));
  if (!posted) spdlog::warn("What became of a mail was not told: {}", posted.error().what);
}

boost::asio::awaitable<void> FollowUpSession::see_whether_it_stays(FollowUp follow_up) {
  const auto at = next_look_after_delivery(followed(follow_up), clock_.now());
  if (!at) co_return co_await close(follow_up.attempt);
  const auto put_off = co_await store_.look_again(follow_up.attempt, *at);
  if (!put_off) spdlog::error("A mail is looked for too soon: {}", put_off.error().what);
}

/// Where it fails it is tried again with the next look, which finds everything told.
boost::asio::awaitable<void> FollowUpSession::close(long long attempt) {
  shown_.erase(attempt);
  const auto closed = co_await store_.close_follow_up(attempt);
  if (!closed) spdlog::error("A mail stays to be looked for: {}", closed.error().what);
}

}  // namespace latchkey
