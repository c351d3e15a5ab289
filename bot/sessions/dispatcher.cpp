#include "bot/sessions/dispatcher.hpp"

#include "adapters/chat/request_json.hpp"
#include "bot/rendering/address_modal.hpp"
#include "bot/rendering/evidence_buttons.hpp"
#include "bot/rendering/reply_modal.hpp"
#include "bot/sessions/form_place.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <map>
#include <string_view>
#include <utility>
#include <variant>

namespace latchkey {
namespace {

// Openings and postings wait for their channel's turn, for minutes where Slack wants it so: four
// channels may be flooded, and a fifth does not notice.
constexpr JobQueue::Places k_openings{128, 32};
constexpr JobQueue::Places k_postings{128, 32};
/// Each asks every system, so this is what a flood of questions comes to there: more than twenty
/// people who ask at the same moment, and about as much as the systems are asked without waiting.
constexpr JobQueue::Places k_investigations{24, 24};
/// More than a busy workspace sends in a second: from here on acknowledging, for which Slack gives
/// three seconds, comes before answering.
constexpr std::size_t k_flood = 16;
/// A hundred megabytes of journal: more than a workspace types in a day.
constexpr long long k_most_waiting = 100'000;

std::string field(const chat::Request& submission, std::string_view name) {
  const auto found = submission.fields.find(std::string{name});
  return found == submission.fields.end() ? std::string{} : found->second;
}

/// What the form's input is told where it holds no address. Empty: it does.
std::string wrong_with_address(const commands::Command& command) {
  if (std::holds_alternative<commands::Diagnose>(command)) return {};
  const auto* reason = std::get_if<commands::NotUnderstood>(&command);
  return reason ? reason->sentence : "Please type one email address.";
}

/// What is to be corrected in a form before it is taken on, by the name of its input.
std::map<std::string, std::string> wrong_with(const chat::Request& submission,
                                              const FrontDesk& desk) {
  using rendering::k_address_input;
  using rendering::k_reply_input;
  std::map<std::string, std::string> errors;
  if (submission.action == rendering::k_reply_modal) {
    const auto reply = field(submission, k_reply_input);
    if (reply.find_first_not_of(" \t\r\n") == std::string::npos) {
      errors[std::string{k_reply_input}] = "There is no text in it.";
    }
    return errors;
  }
  const auto command = desk.typed_in_form(field(submission, k_address_input));
  if (auto wrong = wrong_with_address(command); !wrong.empty()) {
    errors[std::string{k_address_input}] = std::move(wrong);
  }
  return errors;
}

/// Its channel's turn to post; a press edits, for which there is another limit.
std::string turn_for(const chat::Request& request) {
  const bool press = request.kind == chat::Request::Kind::action;
  return press ? request.channel + " edits" : request.channel;
}

std::string waits_for(const Job& job) {
  const auto request = chat::read_request(job.request);
  return request ? turn_for(*request) : std::string{};
}

}  // namespace

Dispatcher::Dispatcher(boost::asio::any_io_executor executor, Parts parts)
    : parts_(parts),
      openings_(executor, parts.store, JobStep::received, k_openings, waits_for,
                [this](Job job) { return open(std::move(job)); }),
      investigations_(
          executor, parts.store, JobStep::opened, k_investigations,
          [](const Job&) { return std::string{}; },
          [this](Job job) { return investigate(std::move(job)); }),
      postings_(executor, parts.store, JobStep::answered, k_postings, waits_for,
                [this](Job job) { return parts_.diagnose.post(std::move(job)); }) {}

boost::asio::awaitable<Expected<chat::Acknowledgement>> Dispatcher::accept(chat::Request request) {
  chat::Acknowledgement acknowledgement;
  if (request.kind == chat::Request::Kind::submission) {
    // The window was there to copy from, and is closed.
    if (request.action == rendering::k_copy_for_ticket) co_return acknowledgement;
    auto place = read_context(request.context);
    request.channel = std::move(place.channel);
    request.thread = std::move(place.thread);
    acknowledgement.errors = wrong_with(request, parts_.desk);
    // Its key is not taken: the corrected submission is not a repeat of this one.
    if (!acknowledgement.errors.empty()) co_return acknowledgement;
  }
  if (request.kind == chat::Request::Kind::group_mention) {
    const auto escalates = co_await parts_.groups.escalates(request);
    // Not acknowledged, it comes again.
    if (!escalates) co_return escalates.error();
    if (!*escalates) co_return acknowledgement;
  }
  if (waiting() >= k_most_waiting) {
    co_return Error{ErrorKind::unavailable, "too many requests wait already"};
  }
  auto kept = chat::to_text(request);
  auto turn = turn_for(request);
  auto job = co_await take(std::move(request.dedupe_key), std::move(kept), request.received);
  if (!job) {
    // It may be in the journal all the same, where the answer was lost.
    openings_.look_for_work();
    co_return job.error();
  }
  if (*job) {
    newest_ = (*job)->number;
    openings_.offer(std::move(**job), std::move(turn));
  }
  co_return acknowledgement;
}

boost::asio::awaitable<Expected<std::optional<Job>>> Dispatcher::take(std::string dedupe_key,
                                                                      std::string kept,
                                                                      TimePoint received) {
  if (++being_taken_ > k_flood) openings_.make_way();
  // Not by a guard's destructor: at the end of the program this may be destroyed after us.
  std::exception_ptr bug;
  Expected<std::optional<Job>> job = Error{ErrorKind::invalid, "not taken"};
  try {
    job = co_await parts_.store.take(std::move(dedupe_key), std::move(kept), received);
  } catch (...) {
    bug = std::current_exception();
  }
  if (--being_taken_ == k_flood) openings_.way_is_free();
  if (bug) std::rethrow_exception(bug);
  co_return job;
}

void Dispatcher::recover() {
  for (auto* queue : {&postings_, &investigations_, &openings_}) queue->look_for_work();
}

void Dispatcher::stop() {
  for (auto* queue : {&openings_, &investigations_, &postings_}) queue->stop();
}

boost::asio::awaitable<void> Dispatcher::idle() {
  // Each hands its jobs on to the next, unless they are stopped.
  while (openings_.busy() || investigations_.busy() || postings_.busy()) {
    co_await openings_.idle();
    co_await investigations_.idle();
    co_await postings_.idle();
  }
}

std::size_t Dispatcher::running() const {
  return openings_.running() + investigations_.running() + postings_.running();
}

std::vector<StepLoad> Dispatcher::load() const {
  const auto of = [this](std::string_view step, const JobQueue& queue) {
    return StepLoad{step, queue.waiting(newest_), queue.running()};
  };
  return {of("opening", openings_), of("investigating", investigations_), of("posting", postings_)};
}

long long Dispatcher::waiting() const {
  return std::max(
      {openings_.behind(newest_), investigations_.behind(newest_), postings_.behind(newest_)});
}

boost::asio::awaitable<void> Dispatcher::open(Job job) {
  const auto number = job.number;
  auto request = chat::read_request(job.request);
  std::optional<Job> opened;
  if (request) {
    spdlog::debug("Taken on: {}", chat::to_string(request->kind));
    opened = co_await parts_.desk.handle(std::move(job), std::move(*request));
  } else {
    spdlog::error("A request was given up: {}", request.error().what);
  }
  if (opened) {
    investigations_.offer(std::move(*opened));
    co_return;
  }
  JobProgress done{.number = number};
  co_await keep(parts_.store, std::move(done));
}

boost::asio::awaitable<void> Dispatcher::investigate(Job job) {
  auto answered = co_await parts_.diagnose.investigate(std::move(job));
  if (answered) postings_.offer(std::move(*answered));
}

}  // namespace latchkey
