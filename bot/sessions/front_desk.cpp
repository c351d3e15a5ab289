#include "bot/sessions/front_desk.hpp"

#include "bot/commands/find_addresses.hpp"
#include "bot/commands/parse_command.hpp"
#include "bot/rendering/action_row.hpp"
#include "bot/rendering/address_modal.hpp"
#include "bot/rendering/escalation_notices.hpp"
#include "bot/rendering/notices.hpp"
#include "bot/rendering/reply_modal.hpp"
#include "bot/sessions/audit_entry.hpp"
#include "bot/sessions/form_place.hpp"
#include "bot/sessions/private_answer.hpp"
#include "bot/sessions/refusal_answer.hpp"
#include "core/base/letter_case.hpp"
#include "core/remedies/remedy.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>

namespace latchkey {
namespace {

/// So long an answer is pointed to instead of being given a second time.
constexpr std::chrono::hours k_answer_counts{1};
const std::string k_answer_step = "answer";

/// Where the answer goes: into the thread that was asked in, or one under the message itself.
std::string thread_of(const chat::Request& request) {
  const bool about_a_message =
      request.kind == chat::Request::Kind::mention || request.kind == chat::Request::Kind::shortcut;
  return request.thread.empty() && about_a_message ? request.message : request.thread;
}

Permission needed_for(const chat::Request& request) {
  if (request.kind != chat::Request::Kind::action) return Permission::diagnose;
  const auto pressed = rendering::pressed_remedy(request.action);
  return pressed && !only_looks(pressed->remedy) ? Permission::remediate : Permission::diagnose;
}

/// So often is it asked again who may do what an earlier process was asked for.
constexpr int k_more_looks = 3;

/// Could nobody say whether the person may, of a request that an earlier process had taken on?
bool is_left_open(const Job& job, const Verdict& verdict) {
  return !job.ours_alone && verdict.refusal == Refusal::could_not_ask;
}

/// Takes a question off the list of those that are being opened, however its opening ends.
struct Announcement {
  std::shared_ptr<std::set<std::string>> questions;
  std::string question;

  Announcement(std::shared_ptr<std::set<std::string>> all, std::string one)
      : questions(std::move(all)), question(std::move(one)) {}
  ~Announcement() { questions->erase(question); }
  Announcement(const Announcement&) = delete;
  Announcement& operator=(const Announcement&) = delete;
};

std::string same_question(const DiagnosisRecord& asked) {
  return asked.channel + " " + asked.email.full() + " " + asked.service + " " +
         std::to_string(asked.since.count());
}

}  // namespace

FrontDesk::FrontDesk(Parts parts, Options options)
    : parts_(std::move(parts)),
      options_(std::move(options)),
      question_limit_(options_.diagnoses_per_person_minute),
      started_at_(parts_.clock.now()) {}

void FrontDesk::change(Options options) {
  options_ = std::move(options);
  question_limit_.change(options_.diagnoses_per_person_minute);
}

FrontDesk::Handled FrontDesk::handle(Job job, chat::Request request) {
  if (request.kind == chat::Request::Kind::home) {
    co_await parts_.home.show(std::move(request));
    co_return std::nullopt;
  }
  const bool escalates = parts_.escalations && EscalationSession::is_for(request);
  const auto permission = escalates ? Permission::escalate : needed_for(request);
  auto verdict = co_await parts_.authorization.check(request, permission);
  // A process that has ended may have begun to answer already, which must not stay half said. The
  // look at what it said waits until the chat answers.
  for (int more = k_more_looks; more > 0 && is_left_open(job, verdict); --more) {
    co_await parts_.earlier.of(job, request.channel, request.thread);
    verdict = co_await parts_.authorization.check(request, permission);
  }
  if (escalates) {
    co_return co_await escalate(std::move(job), std::move(request), std::move(verdict));
  }
  if (!verdict.allowed()) {
    co_return co_await refuse(std::move(job), std::move(request), std::move(verdict));
  }
  const bool member = verdict.member;
  switch (request.kind) {
    case chat::Request::Kind::command: {
      auto command = commands::parse_diagnose(request.text, options_.mail_log_retention);
      co_return co_await obey(std::move(job), std::move(request), std::move(command), member);
    }
    case chat::Request::Kind::mention: {
      auto command = commands::parse_mention(request.text, options_.mail_log_retention);
      co_return co_await obey(std::move(job), std::move(request), std::move(command), member);
    }
    case chat::Request::Kind::submission:
      co_return co_await submitted(std::move(job), std::move(request), member);
    case chat::Request::Kind::shortcut:
      co_return co_await take_address(std::move(job), std::move(request), member);
    case chat::Request::Kind::action:
      co_return co_await press(std::move(job), std::move(request), member);
    case chat::Request::Kind::home:
    case chat::Request::Kind::group_mention: break;
  }
  co_return std::nullopt;
}

commands::Command FrontDesk::typed_in_form(std::string_view text) const {
  return commands::parse_diagnose(text, options_.mail_log_retention);
}

std::string FrontDesk::known_service(const std::string& typed) const {
  const auto& services = options_.services;
  const auto named = std::find_if(services.begin(), services.end(), [&](const std::string& name) {
    return same_but_for_case(name, typed);
  });
  return named == services.end() ? "" : *named;
}

FrontDesk::Handled FrontDesk::tell(chat::Request request, chat::Message message) {
  // In a thread that has no reply yet, Slack shows nobody a line for one person alone, and a form
  // may have been opened from the message that would begin one (docs.slack.dev,
  // chat.postEphemeral).
  if (request.kind == chat::Request::Kind::submission) request.thread.clear();
  co_await answer_privately(parts_.platform, std::move(request), std::move(message));
  co_return std::nullopt;
}

/// What was asked in the open is answered there, in its thread. What was typed as a command nobody
/// else has seen, nor is its answer. A slip is pointed out with `tell`: it is for who made it.
FrontDesk::Handled FrontDesk::answer(Job job, chat::Request request, chat::Message message,
                                     bool member) {
  if (request.kind != chat::Request::Kind::mention || !member) {
    co_return co_await tell(std::move(request), std::move(message));
  }
  const auto thread = thread_of(request);
  const auto before = co_await parts_.earlier.of(job, request.channel, thread);
  if (find_step(before, k_answer_step)) co_return std::nullopt;
  message.tag = chat::Tag{job.id, k_answer_step};
  const auto posted = co_await parts_.platform.post(request.channel, thread, std::move(message));
  if (!posted) spdlog::warn("An answer could not be posted: {}", posted.error().what);
  co_return std::nullopt;
}

FrontDesk::Handled FrontDesk::obey(Job job, chat::Request request, commands::Command command,
                                   bool member) {
  if (auto* order = std::get_if<commands::Diagnose>(&command)) {
    co_return co_await diagnose(std::move(job), std::move(request), std::move(*order), member);
  }
  if (const auto* reason = std::get_if<commands::NotUnderstood>(&command)) {
    auto message = rendering::not_understood(reason->sentence, options_.command);
    co_return co_await tell(std::move(request), std::move(message));
  }
  if (std::holds_alternative<commands::AskForAddress>(command)) {
    co_return co_await ask_for_address(std::move(request), {});
  }
  chat::Message message;
  if (std::holds_alternative<commands::Status>(command)) {
    message = co_await status();
  } else if (std::holds_alternative<commands::Escalate>(command)) {
    message = rendering::no_escalation();
  } else {
    message = rendering::help(options_.command, options_.services, options_.mail_log_retention);
  }
  co_return co_await answer(std::move(job), std::move(request), std::move(message), member);
}

FrontDesk::Handled FrontDesk::diagnose(Job job, chat::Request request, commands::Diagnose command,
                                       bool member) {
  std::string service = options_.services.front();
  if (command.service) {
    service = known_service(*command.service);
    if (service.empty()) {
      auto message = rendering::unknown_service(*command.service, options_.services);
      co_return co_await tell(std::move(request), std::move(message));
    }
  }
  const auto retention = options_.mail_log_retention;
  const auto since = command.since.value_or(usual_window(retention));
  if (since > retention) {
    auto message = rendering::too_far_back(retention);
    co_return co_await tell(std::move(request), std::move(message));
  }
  const auto now = parts_.clock.now();
  if (const auto full_until = question_limit_.full_until(request.user, now)) {
    co_return co_await too_many(std::move(job), std::move(request), command.email,
                                *full_until - now);
  }
  Question question{command.email, std::move(service), since};
  DiagnoseOrder order{std::move(request), std::move(question), member};
  co_return co_await ask_unless_known(std::move(job), std::move(order));
}

FrontDesk::Handled FrontDesk::ask_unless_known(Job job, DiagnoseOrder order) {
  const bool again = order.request.kind == chat::Request::Kind::action;
  if (again || !order.post) {
    order.request.thread = thread_of(order.request);
    co_return co_await parts_.diagnose.open(std::move(job), std::move(order));
  }
  auto asked = DiagnoseSession::record_of(job, order.request, order.question);
  const auto question = same_question(asked);
  auto said = co_await said_before(std::move(asked));
  const bool opening = !said && !opening_->insert(question).second;
  if (said || opening) {
    auto entry = entry_of(job, order.request, audit_action::asked,
                          opening ? "being_asked" : "answered_before");
    entry.customer = order.question.email;
    entry.service = order.question.service;
    co_await enter(parts_.store, std::move(entry));
    auto message = opening ? rendering::being_asked() : std::move(*said);
    co_return co_await tell(std::move(order.request), std::move(message));
  }
  const Announcement until_opened{opening_, question};
  order.request.thread = thread_of(order.request);
  co_return co_await parts_.diagnose.open(std::move(job), std::move(order));
}

boost::asio::awaitable<std::optional<chat::Message>> FrontDesk::said_before(DiagnosisRecord asked) {
  const auto since = parts_.clock.now() - k_answer_counts;
  const auto before = co_await parts_.store.find_same(std::move(asked), since);
  if (!before) spdlog::error("A question is asked without a look: {}", before.error().what);
  if (!before || !*before) co_return std::nullopt;
  chat::MessageRef root{(*before)->channel, (*before)->root};
  const auto link = co_await parts_.platform.link_to(std::move(root));
  // Somebody has deleted it: there is nothing to point to.
  if (!link && link.error().kind == ErrorKind::not_found) co_return std::nullopt;
  co_return rendering::asked_before(**before, link ? *link : "");
}

FrontDesk::Handled FrontDesk::take_address(Job job, chat::Request request, bool member) {
  auto found = commands::find_addresses(request.text);
  if (found.size() != 1) co_return co_await ask_for_address(std::move(request), std::move(found));
  commands::Diagnose order{found.front()};
  co_return co_await diagnose(std::move(job), std::move(request), std::move(order), member);
}

FrontDesk::Handled FrontDesk::ask_for_address(chat::Request request,
                                              std::vector<EmailAddress> found) {
  // A mention carries no trigger, and one lives three seconds: then a line tells how to ask without
  // the form.
  if (!request.trigger.empty()) {
    auto modal = rendering::address_modal(to_context({request.channel, thread_of(request)}), found);
    const auto opened = co_await parts_.platform.open_modal(request.trigger, std::move(modal));
    if (opened) co_return std::nullopt;
    spdlog::info("A form could not be opened: {}", opened.error().what);
  }
  auto message = rendering::help(options_.command, options_.services, options_.mail_log_retention);
  co_return co_await tell(std::move(request), std::move(message));
}

FrontDesk::Handled FrontDesk::submitted(Job job, chat::Request submission, bool member) {
  if (submission.action == rendering::k_reply_modal) {
    auto entry = entry_of(job, submission, audit_action::pressed, "posted");
    entry.subject = rendering::k_draft_reply;
    entry.diagnosis = read_context(submission.context).diagnosis;
    co_await enter(parts_.store, std::move(entry));
    co_await parts_.replies.post(std::move(job), std::move(submission));
    co_return std::nullopt;
  }
  auto command = typed_in_form(submission.fields[std::string{rendering::k_address_input}]);
  co_return co_await obey(std::move(job), std::move(submission), std::move(command), member);
}

FrontDesk::Handled FrontDesk::too_many(Job job, chat::Request request, EmailAddress customer,
                                       std::chrono::microseconds left) {
  auto entry = entry_of(job, request, audit_action::refused, "too_many_questions");
  entry.customer = std::move(customer);
  co_await enter(parts_.store, std::move(entry));
  auto message = rendering::too_many_questions(options_.diagnoses_per_person_minute, left);
  co_return co_await tell(std::move(request), std::move(message));
}

FrontDesk::Handled FrontDesk::refuse(Job job, chat::Request request, Verdict verdict) {
  auto entry =
      entry_of(job, request, audit_action::refused, std::string{to_string(*verdict.refusal)});
  const auto pressed = rendering::pressed_remedy(request.action);
  std::optional<RemedyId> remedy;
  if (pressed && needed_for(request) == Permission::remediate) remedy = pressed->remedy;
  auto message = refusal_answer(verdict, remedy, options_.rules);
  co_return co_await turn_away(std::move(request), std::move(entry), std::move(message));
}

FrontDesk::Handled FrontDesk::escalate(Job job, chat::Request request, Verdict verdict) {
  auto refused = co_await parts_.escalations->handle(job, request, std::move(verdict));
  if (!refused) co_return std::nullopt;
  auto entry =
      entry_of(job, request, audit_action::refused, std::string{to_string(*refused->refusal)});
  if (request.kind != chat::Request::Kind::action) entry.subject = rendering::k_escalate;
  auto message = escalation_refusal(*refused, request.action, options_.rules, options_.command);
  co_return co_await turn_away(std::move(request), std::move(entry), std::move(message));
}

FrontDesk::Handled FrontDesk::turn_away(chat::Request request, AuditEntry entry,
                                        chat::Message message) {
  co_await enter(parts_.store, std::move(entry));
  spdlog::info("Refused {} in {}: {}", request.user, request.channel, message.summary);
  co_return co_await tell(std::move(request), std::move(message));
}

boost::asio::awaitable<chat::Message> FrontDesk::status() {
  auto now = co_await parts_.health();
  co_return rendering::status({.version = LATCHKEY_VERSION,
                               .services = options_.services,
                               .running = static_cast<int>(parts_.running()),
                               .started_at = started_at_,
                               .dry_run = options_.dry_run,
                               .health = std::move(now)});
}

}  // namespace latchkey
