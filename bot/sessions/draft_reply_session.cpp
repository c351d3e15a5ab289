#include "bot/sessions/draft_reply_session.hpp"

#include "bot/rendering/notices.hpp"
#include "bot/rendering/reply_modal.hpp"
#include "bot/sessions/form_place.hpp"
#include "bot/sessions/private_answer.hpp"

#include <spdlog/spdlog.h>

#include <utility>

namespace latchkey {
namespace {

const std::string k_reply_step = "reply to the customer";

}  // namespace

DraftReplySession::DraftReplySession(chat::ChatPlatform& platform, EarlierPosts& earlier,
                                     Words words)
    : platform_(platform), earlier_(earlier), words_(std::move(words)) {}

boost::asio::awaitable<void> DraftReplySession::open(chat::Request press, DiagnosisRecord record) {
  replies::Values values;
  if (const auto known = words_.values.find(record.service); known != words_.values.end()) {
    values = known->second;
  }
  values["email"] = record.email.full();
  // Records of an earlier release do not say where their answer stands.
  const auto& thread = record.thread.empty() ? press.thread : record.thread;
  const auto& words = words_.templates.of(record.cause);
  auto modal = rendering::reply_modal(to_context({press.channel, thread, record.id}),
                                      words.note(values), words.reply(values));
  const auto opened = co_await platform_.open_modal(press.trigger, std::move(modal));
  if (opened) co_return;
  spdlog::info("A draft could not be shown: {}", opened.error().what);
  auto answer = rendering::form_too_late("Draft reply");
  co_await answer_privately(platform_, std::move(press), std::move(answer));
}

boost::asio::awaitable<void> DraftReplySession::post(Job job, chat::Request submission) {
  const auto before = co_await earlier_.of(job, submission.channel, submission.thread);
  if (find_step(before, k_reply_step)) co_return;
  auto message = rendering::posted_reply(submission.user,
                                         submission.fields[std::string{rendering::k_reply_input}]);
  message.tag = chat::Tag{job.id, k_reply_step};
  const auto posted =
      co_await platform_.post(submission.channel, submission.thread, std::move(message));
  if (posted) co_return;
  spdlog::warn("A reply could not be posted: {}", posted.error().what);
  auto answer = rendering::reply_not_posted();
  co_await answer_privately(platform_, std::move(submission), std::move(answer));
}

}  // namespace latchkey
