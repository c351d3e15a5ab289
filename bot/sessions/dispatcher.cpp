#include "bot/sessions/dispatcher.hpp"

#include "adapters/chat/request_json.hpp"
#include "bot/commands/find_addresses.hpp"
#include "bot/commands/parse_command.hpp"
#include "bot/rendering/action_row.hpp"
#include "bot/rendering/address_modal.hpp"
#include "bot/rendering/notices.hpp"
#include "bot/sessions/private_answer.hpp"
#include "core/diagnosis/mail_coverage.hpp"
#include "core/remedies/remedy.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <exception>
#include <utility>
#include <variant>

namespace latchkey {
namespace {

constexpr std::chrono::days k_default_window{14};
/// Later presses offer "Check again": the evidence under the buttons is a day old.
constexpr std::chrono::hours k_buttons_count{24};

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

bool same_word(const std::string& a, const std::string& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

/// A submission says nothing about where its form was opened, so the form carries "channel/thread".
std::string place_of(const chat::Request& request) {
  return request.channel + "/" + request.thread;
}

void restore_place(chat::Request& submission) {
  const auto slash = submission.context.find('/');
  submission.channel = submission.context.substr(0, slash);
  if (slash != std::string::npos) submission.thread = submission.context.substr(slash + 1);
}

std::string typed_address(const chat::Request& submission) {
  const auto field = submission.fields.find(std::string{rendering::k_address_input});
  return field == submission.fields.end() ? std::string{} : field->second;
}

/// What the form's input is told where it holds no address. Empty: it does.
std::string wrong_with(const chat::Request& submission) {
  const auto command = commands::parse_diagnose(typed_address(submission));
  if (std::holds_alternative<commands::Diagnose>(command)) return {};
  const auto* reason = std::get_if<commands::NotUnderstood>(&command);
  return reason ? reason->sentence : "Please type one email address.";
}

Permission needed_for(const chat::Request& request) {
  const bool remedy = request.kind == chat::Request::Kind::action && parse_remedy(request.action);
  return remedy ? Permission::remediate : Permission::diagnose;
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

Dispatcher::Dispatcher(boost::asio::any_io_executor executor, Parts parts, Options options)
    : parts_(parts),
      options_(std::move(options)),
      question_limit_(options_.diagnoses_per_person_minute),
      started_at_(parts.clock.now()),
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
    restore_place(request);
    if (auto wrong = wrong_with(request); !wrong.empty()) {
      // Its key is not taken: the corrected submission is not a repeat of this one.
      acknowledgement.errors[std::string{rendering::k_address_input}] = std::move(wrong);
      co_return acknowledgement;
    }
  }
  if (waiting() >= k_most_waiting) {
    co_return Error{ErrorKind::unavailable, "too many requests wait already"};
  }
  auto kept = chat::to_text(request);
  auto turn = turn_for(request);
  auto job = co_await take(std::move(request.dedupe_key), std::move(kept), request.received);
  if (!job) {
    // It may be in the journal all the same.
    if (job.error().kind == ErrorKind::timed_out) openings_.look_for_work();
    co_return job.error();
  }
  if (*job) {
    newest_ = (*job)->number;
    parts_.earlier.taken(newest_);
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

long long Dispatcher::waiting() const {
  return std::max(
      {openings_.behind(newest_), investigations_.behind(newest_), postings_.behind(newest_)});
}

boost::asio::awaitable<void> Dispatcher::open(Job job) {
  const auto number = job.number;
  auto request = chat::read_request(job.request);
  auto rest = Rest::done;
  if (request) {
    rest = co_await handle(std::move(job), std::move(*request));
  } else {
    spdlog::error("A request was given up: {}", request.error().what);
  }
  if (rest == Rest::goes_on) co_return;
  JobProgress done{.number = number};
  co_await keep(parts_.store, std::move(done));
}

boost::asio::awaitable<void> Dispatcher::investigate(Job job) {
  auto answered = co_await parts_.diagnose.investigate(std::move(job));
  if (answered) postings_.offer(std::move(*answered));
}

Dispatcher::Handled Dispatcher::handle(Job job, chat::Request request) {
  auto verdict = co_await parts_.authorization.check(request, needed_for(request));
  if (!verdict.allowed()) co_return co_await refuse(std::move(request), std::move(verdict));
  const bool member = verdict.member;
  switch (request.kind) {
    case chat::Request::Kind::command: {
      auto command = commands::parse_diagnose(request.text);
      co_return co_await obey(std::move(job), std::move(request), std::move(command), member);
    }
    case chat::Request::Kind::mention: {
      // The answer goes to the thread that it was asked in, or begins one under the question.
      if (request.thread.empty()) request.thread = request.message;
      auto command = commands::parse_mention(request.text);
      co_return co_await obey(std::move(job), std::move(request), std::move(command), member);
    }
    case chat::Request::Kind::submission: {
      auto command = commands::parse_diagnose(typed_address(request));
      co_return co_await obey(std::move(job), std::move(request), std::move(command), member);
    }
    case chat::Request::Kind::shortcut:
      if (request.thread.empty()) request.thread = request.message;
      co_return co_await take_address(std::move(job), std::move(request), member);
    case chat::Request::Kind::action:
      co_return co_await press(std::move(job), std::move(request), member);
  }
  co_return Rest::done;
}

Dispatcher::Handled Dispatcher::tell(chat::Request request, chat::Message answer) {
  co_await answer_privately(parts_.platform, std::move(request), std::move(answer));
  co_return Rest::done;
}

Dispatcher::Handled Dispatcher::obey(Job job, chat::Request request, commands::Command command,
                                     bool member) {
  if (auto* order = std::get_if<commands::Diagnose>(&command)) {
    co_return co_await diagnose(std::move(job), std::move(request), std::move(*order), member);
  }
  if (std::holds_alternative<commands::AskForAddress>(command)) {
    co_return co_await ask_for_address(std::move(request), {});
  }
  chat::Message answer;
  if (std::holds_alternative<commands::Status>(command)) {
    answer = status();
  } else if (const auto* reason = std::get_if<commands::NotUnderstood>(&command)) {
    answer = rendering::not_understood(reason->sentence, options_.command);
  } else if (std::holds_alternative<commands::Escalate>(command)) {
    answer = rendering::not_built_yet("Bringing in the person on call");
  } else {
    answer = rendering::help(options_.command, options_.services);
  }
  co_return co_await tell(std::move(request), std::move(answer));
}

Dispatcher::Handled Dispatcher::diagnose(Job job, chat::Request request, commands::Diagnose command,
                                         bool member) {
  std::string service = options_.services.front();
  if (command.service) {
    const auto& known = options_.services;
    const auto named = std::find_if(known.begin(), known.end(), [&](const std::string& name) {
      return same_word(name, *command.service);
    });
    if (named == known.end()) {
      auto answer = rendering::unknown_service(*command.service, known);
      co_return co_await tell(std::move(request), std::move(answer));
    }
    service = *named;
  }
  const auto since = command.since.value_or(k_default_window);
  if (since > k_mail_log_retention) {
    auto answer = rendering::too_far_back("30 days");
    co_return co_await tell(std::move(request), std::move(answer));
  }
  if (!question_limit_.allow(request.user, parts_.clock.now())) {
    auto answer = rendering::too_many_questions(options_.diagnoses_per_person_minute);
    co_return co_await tell(std::move(request), std::move(answer));
  }
  Question question{command.email, std::move(service), since};
  DiagnoseOrder order{std::move(request), std::move(question), member};
  auto opened = co_await parts_.diagnose.open(std::move(job), std::move(order));
  investigations_.offer(std::move(opened));
  co_return Rest::goes_on;
}

Dispatcher::Handled Dispatcher::take_address(Job job, chat::Request request, bool member) {
  auto found = commands::find_addresses(request.text);
  if (found.size() != 1) co_return co_await ask_for_address(std::move(request), std::move(found));
  commands::Diagnose order{found.front()};
  co_return co_await diagnose(std::move(job), std::move(request), std::move(order), member);
}

Dispatcher::Handled Dispatcher::ask_for_address(chat::Request request,
                                                std::vector<EmailAddress> found) {
  auto modal = rendering::address_modal(place_of(request), found);
  const auto opened = co_await parts_.platform.open_modal(request.trigger, std::move(modal));
  if (opened) co_return Rest::done;
  // A trigger lives three seconds; the line tells how to ask without the form.
  spdlog::info("A form could not be opened: {}", opened.error().what);
  auto answer = rendering::help(options_.command, options_.services);
  co_return co_await tell(std::move(request), std::move(answer));
}

Dispatcher::Handled Dispatcher::press(Job job, chat::Request request, bool member) {
  const auto found = co_await parts_.store.find_diagnosis(request.value);
  if (!found) {
    spdlog::error("A press was not handled: {}", found.error().what);
    auto answer = rendering::store_unavailable();
    co_return co_await tell(std::move(request), std::move(answer));
  }
  const bool known = *found && (*found)->channel == request.channel;
  if (known && request.action == rendering::k_recheck) {
    commands::Diagnose again{(*found)->email, {}, (*found)->service};
    co_return co_await diagnose(std::move(job), std::move(request), std::move(again), member);
  }
  const auto remedy = parse_remedy(request.action);
  if (!known || !remedy || parts_.clock.now() - (*found)->asked_at > k_buttons_count) {
    auto answer = rendering::stale_press(request.value);
    co_return co_await tell(std::move(request), std::move(answer));
  }
  auto verdict = co_await parts_.remedy.run(std::move(job), request, *remedy, **found);
  if (verdict) co_return co_await refuse(std::move(request), std::move(*verdict));
  co_return Rest::done;
}

Dispatcher::Handled Dispatcher::refuse(chat::Request request, Verdict verdict) {
  const auto remedy = parse_remedy(request.action);
  chat::Message answer;
  switch (*verdict.refusal) {
    case Refusal::channel_not_listed: answer = rendering::refuse_unlisted_channel(); break;
    case Refusal::channel_shared: answer = rendering::refuse_shared_channel(); break;
    case Refusal::channel_not_visible: answer = rendering::refuse_unknown_channel(); break;
    case Refusal::other_organisation: answer = rendering::refuse_other_organisation(); break;
    case Refusal::guest: answer = rendering::refuse_guest(); break;
    case Refusal::could_not_ask: answer = rendering::refuse_unknown_permission(); break;
    case Refusal::not_permitted:
      answer = remedy ? rendering::refuse_remedy(*remedy, options_.rules.remediate, verdict.who_may)
                      : rendering::refuse_diagnose(options_.rules.diagnose, verdict.who_may);
      break;
  }
  spdlog::info("Refused {} in {}: {}", request.user, request.channel, answer.summary);
  co_return co_await tell(std::move(request), std::move(answer));
}

chat::Message Dispatcher::status() const {
  return rendering::status({.version = LATCHKEY_VERSION,
                            .services = options_.services,
                            .running = static_cast<int>(running()),
                            .started_at = started_at_,
                            .dry_run = options_.dry_run});
}

}  // namespace latchkey
