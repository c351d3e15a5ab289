#include "bot/sessions/diagnose_session.hpp"

#include "adapters/chat/request_json.hpp"
#include "bot/rendering/action_row.hpp"
#include "bot/rendering/answer_replies.hpp"
#include "bot/rendering/detail_modals.hpp"
#include "bot/rendering/notices.hpp"
#include "bot/rendering/root_message.hpp"
#include "bot/sessions/answer_details.hpp"
#include "bot/sessions/job_queue.hpp"
#include "bot/sessions/job_trace.hpp"
#include "bot/sessions/live_progress.hpp"
#include "bot/sessions/private_answer.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>
#include <utility>

namespace latchkey {
namespace {

/// Nobody waits for the answer to an older question any more; "Check again" asks it anew.
constexpr std::chrono::minutes k_question_counts{15};
const std::string k_root_step = "root";

bool starts_with_primary(const Diagnosis& diagnosis, const std::vector<RemedyId>& offered) {
  return std::any_of(diagnosis.remedies.begin(), diagnosis.remedies.end(),
                     [&](const OfferedRemedy& remedy) {
                       return remedy.primary && !offered.empty() && remedy.id == offered.front();
                     });
}

std::optional<EmailAddress> other_address(const Diagnosis& diagnosis) {
  for (const auto& remedy : diagnosis.remedies) {
    if (remedy.other_address) return remedy.other_address;
  }
  return std::nullopt;
}

/// The buttons of a question that was not answered: "Check again" alone.
chat::Message check_again(const DiagnosisRecord& record) {
  return rendering::render(rendering::ActionRow{record.id, record.email, record.service, {}});
}

}  // namespace

DiagnoseSession::DiagnoseSession(chat::ChatPlatform& platform, Investigation& investigation,
                                 Store& store, EarlierPosts& earlier, const Clock& clock,
                                 Options options)
    : platform_(platform),
      investigation_(investigation),
      store_(store),
      earlier_(earlier),
      clock_(clock),
      options_(std::move(options)) {}

DiagnosisRecord DiagnoseSession::record_of(const Job& job, const chat::Request& request,
                                           const Question& question) {
  return {.id = job.id,
          .email = question.email,
          .service = question.service,
          .asked_by = request.user,
          .asked_at = job.received_at,
          .channel = request.channel,
          .since = question.since};
}

boost::asio::awaitable<Job> DiagnoseSession::open(Job job, DiagnoseOrder order) {
  // “Check again” was pressed under another diagnosis, and this is its own.
  is_about(job.id);
  spdlog::info("{} of {} is to be diagnosed", order.question.email.masked(),
               order.question.service);
  OpenedQuestion opened{.question = order.question, .thread = order.request.thread};
  auto record = record_of(job, order.request, order.question);
  if (order.post) {
    const auto root = co_await post_root(job, std::move(order));
    if (root) opened.root = *root;
    if (root && opened.thread.empty()) opened.thread = root->id;
  }
  job.step = JobStep::opened;
  job.state = to_state(opened);
  if (!opened.root.channel.empty()) {
    // From here on the same question is answered with a pointer to this root.
    record.root = opened.root.id;
    record.thread = opened.thread;
  }
  JobProgress progress{job.number, job.step, job.state, std::move(record)};
  co_await keep(store_, std::move(progress));
  co_return job;
}

/// Nothing where it cannot be posted: then the asker alone is answered.
boost::asio::awaitable<std::optional<chat::MessageRef>> DiagnoseSession::post_root(
    Job job, DiagnoseOrder order) {
  const auto& request = order.request;
  const auto before = co_await earlier_.of(job, request.channel, request.thread);
  if (const auto root = find_step(before, k_root_step)) co_return root;
  const rendering::Asked asked{order.question.email, order.question.service, request.user,
                               options_.mask_root_messages};
  auto opening = rendering::root_running(asked, Progress{});
  opening.tag = chat::Tag{job.id, k_root_step};
  const auto root = co_await platform_.post(request.channel, request.thread, std::move(opening));
  if (root) co_return *root;
  spdlog::warn("An answer could not be posted, so the asker alone gets it: {}", root.error().what);
  co_return std::nullopt;
}

boost::asio::awaitable<std::optional<Job>> DiagnoseSession::investigate(Job job) {
  const auto request = chat::read_request(job.request);
  const auto opened = read_opened(job.state);
  if (!request || !opened) {
    spdlog::error("A question was given up: {}", (request ? opened.error() : request.error()).what);
    JobProgress given_up{.number = job.number};
    co_await keep(store_, std::move(given_up));
    co_return std::nullopt;
  }
  auto record = record_of(job, *request, opened->question);
  if (!opened->root.channel.empty()) {
    record.root = opened->root.id;
    record.thread = opened->thread;
  }
  const auto answer = co_await ask(job, *request, *opened, record);
  job.step = JobStep::answered;
  job.state = to_state(answer);
  // The record is kept before the buttons stand in the chat: a press must find what it is about.
  JobProgress progress{job.number, job.step, job.state, std::move(record)};
  co_await keep(store_, std::move(progress));
  co_return job;
}

boost::asio::awaitable<KnownAnswer> DiagnoseSession::ask(Job job, chat::Request request,
                                                         OpenedQuestion opened,
                                                         DiagnosisRecord& record) {
  const rendering::Asked asked{opened.question.email, opened.question.service, request.user,
                               options_.mask_root_messages};
  KnownAnswer answer{.opened = opened, .conclusion = {}};
  const bool again = request.kind == chat::Request::Kind::action;
  if (again) opened.question.freshness = Freshness::now;
  if (clock_.now() - job.received_at > k_question_counts) {
    record.partial = true;
    answer.conclusion = rendering::root_abandoned(asked);
    answer.replies.push_back(check_again(record));
    co_return answer;
  }
  const bool in_channel = !opened.root.channel.empty();
  if (!in_channel) {
    const auto diagnosis = co_await investigation_.run(opened.question, [](const Progress&) {});
    record.cause = to_string(diagnosis.conclusion.cause);
    answer.conclusion = rendering::private_answer(asked, diagnosis);
    co_return answer;
  }
  LiveProgress progress{platform_, opened.root, asked};
  auto diagnosis = co_await progress.run(investigation_, opened.question);
  answer.conclusion = rendering::root_concluded(asked, diagnosis);
  answer.replies = co_await replies(std::move(diagnosis), record);
  co_return answer;
}

/// Each mail has its own room: not all of them need go to the same address.
boost::asio::awaitable<DiagnoseSession::Room> DiagnoseSession::room_for(
    std::vector<OfferedRemedy> remedies, DiagnosisRecord record) {
  Room room;
  for (auto& remedy : remedies) {
    if (!sends_mail(remedy.id)) {
      room.offered.push_back(remedy.id);
      continue;
    }
    RemedyAttempt attempt{record.id, remedy.id, record.email, record.asked_by, clock_.now()};
    attempt.recipient = std::move(remedy.recipient);
    const auto left = co_await store_.mails_left(std::move(attempt), options_.limits);
    if (!left) {
      spdlog::error("An answer stays without a remedy: {}", left.error().what);
    } else if (left->left > 0) {
      room.offered.push_back(remedy.id);
    } else if (!room.next_mail_at || left->next_at < room.next_mail_at) {
      room.next_mail_at = left->next_at;
    }
  }
  co_return room;
}

boost::asio::awaitable<std::vector<chat::Message>> DiagnoseSession::replies(
    Diagnosis diagnosis, DiagnosisRecord& record) {
  auto room = co_await room_for(diagnosis.remedies, record);
  record.cause = to_string(diagnosis.conclusion.cause);
  record.partial = !diagnosis.unanswered.empty();
  record.offered = std::move(room.offered);
  rendering::ActionRow row{record.id, record.email, record.service, record.offered};
  row.first_is_primary = starts_with_primary(diagnosis, record.offered);
  row.next_mail_at = room.next_mail_at;
  row.with_reply = true;
  row.other_address = other_address(diagnosis);
  row.second_person = options_.second_person;
  row.with_escalate = options_.escalate;
  auto messages = rendering::answer_replies(diagnosis, row);
  AnswerDetails details{.above = std::move(row.above),
                        .timeline = rendering::whole_timeline(diagnosis),
                        .second_person = options_.second_person,
                        .ticket = rendering::ticket_text(diagnosis),
                        .other_address = row.other_address,
                        .conclusion = diagnosis.conclusion.summary,
                        .escalate = options_.escalate};
  std::transform(diagnosis.unanswered.begin(), diagnosis.unanswered.end(),
                 std::back_inserter(details.unanswered),
                 [](const Unanswered& open) { return open.why; });
  record.details = to_text(details);
  co_return messages;
}

boost::asio::awaitable<void> DiagnoseSession::post(Job job) {
  const auto request = chat::read_request(job.request);
  auto answer = read_answer(job.state);
  if (!request || !answer) {
    spdlog::error("An answer was given up: {}", (request ? answer.error() : request.error()).what);
  } else if (answer->opened.root.channel.empty()) {
    co_await answer_privately(platform_, *request, std::move(answer->conclusion));
  } else {
    auto conclusion = std::move(answer->conclusion);
    const auto shown =
        co_await platform_.update(answer->opened.root, std::move(conclusion), chat::Edit::lasting);
    if (!shown) spdlog::warn("A conclusion could not be shown: {}", shown.error().what);
    co_await post_thread(job, std::move(*answer));
  }
  JobProgress done{.number = job.number};
  co_await keep(store_, std::move(done));
}

boost::asio::awaitable<void> DiagnoseSession::post_thread(Job job, KnownAnswer answer) {
  const auto& channel = answer.opened.root.channel;
  const auto before = co_await earlier_.of(job, channel, answer.opened.thread);
  for (std::size_t i = 0; i < answer.replies.size(); ++i) {
    const std::string step = "reply " + std::to_string(i);
    if (find_step(before, step)) continue;
    auto reply = std::move(answer.replies[i]);
    reply.tag = chat::Tag{job.id, step};
    const auto posted = co_await platform_.post(channel, answer.opened.thread, std::move(reply));
    if (!posted) spdlog::warn("A reply could not be posted: {}", posted.error().what);
  }
}

}  // namespace latchkey
