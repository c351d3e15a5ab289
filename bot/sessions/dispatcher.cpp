#include "bot/sessions/dispatcher.hpp"

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
#include <utility>
#include <variant>

namespace latchkey {
namespace {

constexpr std::chrono::days k_default_window{14};
/// Later presses offer "Check again": the evidence under the buttons is a day old.
constexpr std::chrono::hours k_buttons_count{24};

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

}  // namespace

Dispatcher::Dispatcher(chat::ChatPlatform& platform, Authorization& authorization,
                       DiagnoseSession& diagnose, RemedySession& remedy, Store& store,
                       const Clock& clock, RunningJobs& jobs, Options options)
    : platform_(platform),
      authorization_(authorization),
      diagnose_(diagnose),
      remedy_(remedy),
      store_(store),
      clock_(clock),
      jobs_(jobs),
      options_(std::move(options)),
      question_limit_(options_.diagnoses_per_person_minute),
      started_at_(clock.now()) {}

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
  if (jobs_.full()) co_return Error{ErrorKind::unavailable, "too many checks are running"};
  const auto first = co_await store_.first_sight(request.dedupe_key, clock_.now());
  if (!first) co_return first.error();
  if (*first) jobs_.start(handle(std::move(request)));
  co_return acknowledgement;
}

boost::asio::awaitable<void> Dispatcher::handle(chat::Request request) {
  auto verdict = co_await authorization_.check(request, needed_for(request));
  if (!verdict.allowed()) {
    co_await refuse(std::move(request), std::move(verdict));
    co_return;
  }
  switch (request.kind) {
    case chat::Request::Kind::command: {
      auto command = commands::parse_diagnose(request.text);
      co_await obey(std::move(request), std::move(command), verdict.member);
      break;
    }
    case chat::Request::Kind::mention: {
      // The answer goes to the thread that it was asked in, or begins one under the question.
      if (request.thread.empty()) request.thread = request.message;
      auto command = commands::parse_mention(request.text);
      co_await obey(std::move(request), std::move(command), verdict.member);
      break;
    }
    case chat::Request::Kind::submission: {
      auto command = commands::parse_diagnose(typed_address(request));
      co_await obey(std::move(request), std::move(command), verdict.member);
      break;
    }
    case chat::Request::Kind::shortcut: {
      if (request.thread.empty()) request.thread = request.message;
      co_await take_address(std::move(request), verdict.member);
      break;
    }
    case chat::Request::Kind::action: co_await press(std::move(request), verdict.member); break;
  }
}

boost::asio::awaitable<void> Dispatcher::obey(chat::Request request, commands::Command command,
                                              bool member) {
  if (auto* order = std::get_if<commands::Diagnose>(&command)) {
    co_await diagnose(std::move(request), std::move(*order), member);
  } else if (std::holds_alternative<commands::AskForAddress>(command)) {
    co_await ask_for_address(std::move(request), {});
  } else if (std::holds_alternative<commands::Status>(command)) {
    co_await answer_privately(platform_, std::move(request), status());
  } else if (const auto* reason = std::get_if<commands::NotUnderstood>(&command)) {
    auto answer = rendering::not_understood(reason->sentence, options_.command);
    co_await answer_privately(platform_, std::move(request), std::move(answer));
  } else if (std::holds_alternative<commands::Escalate>(command)) {
    auto answer = rendering::not_built_yet("Bringing in the person on call");
    co_await answer_privately(platform_, std::move(request), std::move(answer));
  } else {
    auto answer = rendering::help(options_.command, options_.services);
    co_await answer_privately(platform_, std::move(request), std::move(answer));
  }
}

boost::asio::awaitable<void> Dispatcher::diagnose(chat::Request request, commands::Diagnose command,
                                                  bool member) {
  std::string service = options_.services.front();
  if (command.service) {
    const auto& known = options_.services;
    const auto named = std::find_if(known.begin(), known.end(), [&](const std::string& name) {
      return same_word(name, *command.service);
    });
    if (named == known.end()) {
      auto answer = rendering::unknown_service(*command.service, known);
      co_await answer_privately(platform_, std::move(request), std::move(answer));
      co_return;
    }
    service = *named;
  }
  const auto since = command.since.value_or(k_default_window);
  if (since > k_mail_log_retention) {
    co_await answer_privately(platform_, std::move(request), rendering::too_far_back("30 days"));
    co_return;
  }
  if (!question_limit_.allow(request.user, clock_.now())) {
    auto answer = rendering::too_many_questions(options_.diagnoses_per_person_minute);
    co_await answer_privately(platform_, std::move(request), std::move(answer));
    co_return;
  }
  Question question{command.email, std::move(service), since};
  DiagnoseOrder order{std::move(request), std::move(question), member};
  co_await diagnose_.run(std::move(order));
}

boost::asio::awaitable<void> Dispatcher::take_address(chat::Request request, bool member) {
  auto found = commands::find_addresses(request.text);
  if (found.size() == 1) {
    co_await diagnose(std::move(request), commands::Diagnose{found.front()}, member);
  } else {
    co_await ask_for_address(std::move(request), std::move(found));
  }
}

boost::asio::awaitable<void> Dispatcher::ask_for_address(chat::Request request,
                                                         std::vector<EmailAddress> found) {
  auto modal = rendering::address_modal(place_of(request), found);
  const auto opened = co_await platform_.open_modal(request.trigger, std::move(modal));
  if (opened) co_return;
  // A trigger lives three seconds; the line tells how to ask without the form.
  spdlog::info("A form could not be opened: {}", opened.error().what);
  auto answer = rendering::help(options_.command, options_.services);
  co_await answer_privately(platform_, std::move(request), std::move(answer));
}

boost::asio::awaitable<void> Dispatcher::press(chat::Request request, bool member) {
  const auto found = co_await store_.find_diagnosis(request.value);
  if (!found) {
    spdlog::error("A press was not handled: {}", found.error().what);
    co_await answer_privately(platform_, std::move(request), rendering::store_unavailable());
    co_return;
  }
  const bool known = *found && (*found)->channel == request.channel;
  if (known && request.action == rendering::k_recheck) {
    commands::Diagnose again{(*found)->email, {}, (*found)->service};
    co_await diagnose(std::move(request), std::move(again), member);
    co_return;
  }
  const auto remedy = parse_remedy(request.action);
  if (!known || !remedy || clock_.now() - (*found)->asked_at > k_buttons_count) {
    auto answer = rendering::stale_press(request.value);
    co_await answer_privately(platform_, std::move(request), std::move(answer));
    co_return;
  }
  co_await remedy_.run(std::move(request), *remedy, **found);
}

boost::asio::awaitable<void> Dispatcher::refuse(chat::Request request, Verdict verdict) {
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
  co_await answer_privately(platform_, std::move(request), std::move(answer));
}

chat::Message Dispatcher::status() const {
  return rendering::status({.version = LATCHKEY_VERSION,
                            .services = options_.services,
                            .running = static_cast<int>(jobs_.count()),
                            .started_at = started_at_,
                            .dry_run = options_.dry_run});
}

}  // namespace latchkey
