#include "core/diagnosis/investigation.hpp"

#include "core/diagnosis/answer_within.hpp"
#include "core/diagnosis/conclusion.hpp"
#include "core/diagnosis/evidence.hpp"
#include "core/diagnosis/wording.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <algorithm>
#include <deque>
#include <optional>
#include <stdexcept>
#include <utility>

namespace latchkey {
namespace {

namespace asio = boost::asio;

/// For the question about look-alikes in a mail log: it only adds to the answer, so nobody waits
/// for it longer.
constexpr std::chrono::milliseconds k_look_alikes_deadline{2'000};

/// The questions of one investigation and what came back. Shared with the questions, since one
/// that was given up may end after the investigation.
struct Round {
  explicit Round(const asio::any_io_executor& executor) : all_answered(executor) {
    all_answered.expires_at(asio::steady_timer::time_point::max());
  }

  std::vector<ServiceEvidence> answers;
  std::function<void(const Progress&)> on_progress;
  Progress progress;
  /// Questions that are still waited for.
  int open = 0;
  /// Cancelled by the last answer.
  asio::steady_timer all_answered;
  /// One for each question; a deque, since a signal cannot move.
  std::deque<asio::cancellation_signal> stops;

  void report() {
    if (on_progress) on_progress(progress);
  }

  void answered(const std::string& system) {
    auto& waiting = progress.waiting_for;
    waiting.erase(std::find(waiting.begin(), waiting.end(), system));
    ++progress.answered;
    report();
    ended();
  }

  void ended() {
    if (--open == 0) all_answered.cancel();
  }
};

using SharedRound = std::shared_ptr<Round>;

/// Where an answer is put, and when it was asked for.
template <class T>
void note(Expected<Asked<T>> from, Expected<T>& into, std::optional<TimePoint>& asked_at) {
  if (from) {
    into = std::move(from->answer);
    asked_at = from->at;
  } else {
    into = from.error();
  }
}

asio::awaitable<void> ask_accounts(SharedRound round, std::size_t place,
                                   SharedSource::Answer<AccountsFound> question,
                                   std::chrono::milliseconds deadline) {
  auto& evidence = round->answers[place];
  const std::string system = evidence.service.name;
  auto answer = co_await answer_within<Asked<AccountsFound>>(std::move(question), deadline, system);
  note(std::move(answer), evidence.accounts, evidence.accounts_asked_at);
  round->answered(system);
}

asio::awaitable<void> ask_mail(SharedRound round, std::size_t place,
                               SharedSource::Answer<MailHistory> question,
                               std::chrono::milliseconds deadline) {
  auto& evidence = round->answers[place];
  const std::string system = mail_log_name(evidence.service);
  auto answer = co_await answer_within<Asked<MailHistory>>(std::move(question), deadline, system);
  note(std::move(answer), evidence.mail, evidence.mail_asked_at);
  round->answered(system);
}

/// A question to the mail log besides, which is no step of the progress.
asio::awaitable<void> ask_mail_to_look_alikes(SharedRound round, std::size_t place,
                                              SharedSource::Answer<MailHistory> question,
                                              std::chrono::milliseconds deadline) {
  auto& evidence = round->answers[place];
  const std::string system = mail_log_name(evidence.service);
  auto answer = co_await answer_within<Asked<MailHistory>>(std::move(question), deadline, system);
  note(std::move(answer), evidence.mail_to_look_alikes, evidence.mail_to_look_alikes_asked_at);
  round->ended();
}

asio::awaitable<void> ask_lists(SharedRound round, std::size_t place,
                                SharedSource::Answer<SuppressionsFound> question,
                                std::chrono::milliseconds deadline) {
  auto& evidence = round->answers[place];
  const std::string system = suppression_lists_name(evidence.service);
  auto answer =
      co_await answer_within<Asked<SuppressionsFound>>(std::move(question), deadline, system);
  note(std::move(answer), evidence.suppressions, evidence.suppressions_asked_at);
  round->answered(system);
}

void start(const asio::any_io_executor& executor, const SharedRound& round,
           asio::awaitable<void> question) {
  auto& stop = round->stops.emplace_back();
  ++round->open;
  // All of them end in a value; an exception here is a bug of the progress callback.
  auto rethrow = [round](const std::exception_ptr& bug) {
    if (bug) std::rethrow_exception(bug);
  };
  asio::co_spawn(executor, std::move(question),
                 asio::bind_cancellation_slot(stop.slot(), std::move(rethrow)));
}

/// Lets what waits already go first: another diagnosis, say, whose mail log gave a page and wants
/// to be asked for the next.
asio::awaitable<void> give_way(asio::awaitable<void> question) {
  co_await asio::this_coro::throw_if_cancelled(false);  // it ends in a value, called off or not
  const auto executor = co_await asio::this_coro::executor;
  co_await asio::post(executor, asio::use_awaitable);
  co_await std::move(question);
}

using SharedSources = std::vector<std::shared_ptr<SharedSource>>;

/// The sources with the diagnosed service first.
SharedSources with_first(SharedSources sources, const std::string& diagnosed) {
  const auto first = std::find_if(sources.begin(), sources.end(), [&](const auto& source) {
    return source->service().name == diagnosed;
  });
  if (first == sources.end()) throw std::logic_error("no such service: " + diagnosed);
  std::rotate(sources.begin(), first, first + 1);
  return sources;
}

}  // namespace

Investigation::Investigation(std::vector<ServiceSources> sources, const Clock& clock,
                             std::chrono::milliseconds question_deadline,
                             std::chrono::seconds mail_log_retention)
    : clock_(clock),
      question_deadline_(question_deadline),
      mail_log_retention_(mail_log_retention) {
  const auto look_alikes = std::make_shared<NewestLookAlikes>();
  for (auto& source : sources) {
    sources_.push_back(std::make_shared<SharedSource>(std::move(source), clock, look_alikes));
  }
}

asio::awaitable<Diagnosis> Investigation::run(Question question,
                                              std::function<void(const Progress&)> on_progress) {
  const auto began = std::chrono::steady_clock::now();
  const TimePoint now = clock_.now();
  const Window window{now - question.since, now};
  const auto sources = with_first(sources_, question.service);
  const auto executor = co_await asio::this_coro::executor;

  const auto round = std::make_shared<Round>(executor);
  round->on_progress = std::move(on_progress);
  for (const auto& source : sources) {
    const auto& name = source->service().name;
    const auto log = mail_log_name(source->service());
    const auto lists = suppression_lists_name(source->service());
    round->answers.push_back({source->service(), did_not_answer(name, question_deadline_),
                              did_not_answer(log, question_deadline_),
                              did_not_answer(lists, question_deadline_)});
    for (const auto& system : {name, log, lists}) round->progress.waiting_for.push_back(system);
  }
  round->progress.asked = static_cast<int>(round->progress.waiting_for.size());
  round->report();

  // The mail logs first: a page and the next take longest. All others give way to what waits, since
  // sending a dozen questions and thinking of an address's spellings takes a while.
  for (std::size_t place = 0; place < sources.size(); ++place) {
    auto mail = sources[place]->mail(question.email, question.since, question.freshness);
    start(executor, round, ask_mail(round, place, std::move(mail), question_deadline_));
  }
  for (std::size_t place = 0; place < sources.size(); ++place) {
    auto lists = sources[place]->suppressions(question.email, question.freshness);
    start(executor, round, give_way(ask_lists(round, place, std::move(lists), question_deadline_)));
    const auto reach = place == 0 ? Reach::look_alikes : Reach::look_alikes_where_none;
    auto accounts = sources[place]->accounts(question.email, reach, question.freshness);
    start(executor, round,
          give_way(ask_accounts(round, place, std::move(accounts), question_deadline_)));
    auto others =
        sources[place]->mail_to_look_alikes(question.email, question.since, question.freshness);
    start(executor, round,
          give_way(ask_mail_to_look_alikes(round, place, std::move(others),
                                           std::min(question_deadline_, k_look_alikes_deadline))));
  }
  if (round->open > 0) {
    boost::system::error_code woken;
    auto token = asio::redirect_error(asio::use_awaitable, woken);
    co_await round->all_answered.async_wait(token);
  }
  round->on_progress = nullptr;
  if (round->open > 0) {
    // Not the last answer but our caller's cancellation woke us.
    for (auto& stop : round->stops) stop.emit(asio::cancellation_type::terminal);
    throw boost::system::system_error(asio::error::operation_aborted);
  }

  const Evidence evidence{question.email, window, now, std::move(round->answers),
                          mail_log_retention_};
  auto diagnosis = conclude(evidence);
  diagnosis.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - began);
  co_return diagnosis;
}

}  // namespace latchkey
