#include "bot/sessions/diagnose_session.hpp"

#include "bot/rendering/action_row.hpp"
#include "bot/rendering/evidence_replies.hpp"
#include "bot/rendering/notices.hpp"
#include "bot/rendering/root_message.hpp"
#include "bot/sessions/live_progress.hpp"
#include "bot/sessions/private_answer.hpp"
#include "bot/sessions/random_id.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace latchkey {
namespace {

/// The remedies of the diagnosis that the customer's limit leaves room for.
std::vector<RemedyId> offered(const Diagnosis& diagnosis, int mails_left) {
  std::vector<RemedyId> remedies;
  if (mails_left <= 0) return remedies;
  std::transform(diagnosis.remedies.begin(), diagnosis.remedies.end(), std::back_inserter(remedies),
                 [](const OfferedRemedy& remedy) { return remedy.id; });
  return remedies;
}

}  // namespace

DiagnoseSession::DiagnoseSession(chat::ChatPlatform& platform, Investigation& investigation,
                                 Store& store, const Clock& clock, Options options)
    : platform_(platform),
      investigation_(investigation),
      store_(store),
      clock_(clock),
      options_(options) {}

boost::asio::awaitable<void> DiagnoseSession::run(DiagnoseOrder order) {
  DiagnosisRecord record{.id = random_id(),
                         .email = order.question.email,
                         .service = order.question.service,
                         .asked_by = order.request.user,
                         .asked_at = clock_.now(),
                         .channel = order.request.channel};
  // Recorded before anything is looked up: no question about a customer goes without a record.
  const auto recorded = co_await store_.record_diagnosis(record);
  if (!recorded) {
    spdlog::error("A check was not begun: {}", recorded.error().what);
    co_await answer_privately(platform_, order.request, rendering::store_unavailable());
    co_return;
  }
  if (order.post) {
    co_await answer_in_channel(std::move(order), std::move(record));
  } else {
    co_await answer_asker_alone(std::move(order), std::move(record));
  }
}

boost::asio::awaitable<void> DiagnoseSession::answer_in_channel(DiagnoseOrder order,
                                                                DiagnosisRecord record) {
  const rendering::Asked asked{order.question.email, order.question.service, order.request.user,
                               options_.mask_root_messages};
  auto opening = rendering::root_running(asked, Progress{});
  auto root =
      co_await platform_.post(order.request.channel, order.request.thread, std::move(opening));
  if (!root) {
    spdlog::warn("The answer could not be posted: {}", root.error().what);
    co_await answer_asker_alone(std::move(order), std::move(record));
    co_return;
  }
  LiveProgress progress{platform_, *root, asked};
  auto diagnosis = co_await progress.run(investigation_, order.question);
  auto conclusion = rendering::root_concluded(asked, diagnosis);
  const auto updated = co_await platform_.update(*root, std::move(conclusion), chat::Edit::lasting);
  if (!updated) spdlog::warn("A conclusion could not be shown: {}", updated.error().what);

  const std::string thread = order.request.thread.empty() ? root->id : order.request.thread;
  co_await post_thread(std::move(order), thread, std::move(diagnosis), std::move(record));
}

boost::asio::awaitable<void> DiagnoseSession::post_thread(DiagnoseOrder order, std::string thread,
                                                          Diagnosis diagnosis,
                                                          DiagnosisRecord record) {
  auto replies = rendering::evidence_replies(diagnosis);
  const auto left = co_await store_.mails_left(record.email, clock_.now(), options_.limits);
  record.cause = to_string(diagnosis.conclusion.cause);
  record.offered = offered(diagnosis, left ? *left : 0);
  // Kept before the buttons stand in the chat: a press must find what it is about.
  const auto kept = co_await store_.record_diagnosis(record);
  if (kept) {
    rendering::ActionRow row{record.id, record.email, record.service, record.offered};
    row.limit_reached = record.offered.empty() && !diagnosis.remedies.empty();
    replies.push_back(rendering::render(row));
  } else {
    spdlog::error("An answer stays without buttons: {}", kept.error().what);
  }
  for (auto& reply : replies) {
    const auto posted = co_await platform_.post(order.request.channel, thread, std::move(reply));
    if (!posted) spdlog::warn("A reply could not be posted: {}", posted.error().what);
  }
}

boost::asio::awaitable<void> DiagnoseSession::answer_asker_alone(DiagnoseOrder order,
                                                                 DiagnosisRecord record) {
  auto diagnosis = co_await investigation_.run(order.question, [](const Progress&) {});
  record.cause = to_string(diagnosis.conclusion.cause);
  const auto kept = co_await store_.record_diagnosis(record);
  if (!kept) spdlog::error("A conclusion was not recorded: {}", kept.error().what);
  const rendering::Asked asked{order.question.email, order.question.service, order.request.user,
                               options_.mask_root_messages};
  auto answer = rendering::private_answer(asked, diagnosis);
  co_await answer_privately(platform_, order.request, std::move(answer));
}

}  // namespace latchkey
