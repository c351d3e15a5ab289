#include "bot/wiring/chat_sessions.hpp"

#include "adapters/slack/web_api_error.hpp"
#include "bot/config/slack_needs.hpp"
#include "bot/wiring/escalation_options.hpp"
#include "bot/wiring/session_options.hpp"
#include "bot/wiring/shared_turn.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <utility>

namespace latchkey {
namespace {

/// A press that another process took shows in the thread so much later.
constexpr std::chrono::milliseconds k_others_press{1'000};

/// Where nobody can be called, nothing ever asks for it.
OnCallConfig on_call_or_nobody(const Config& config) {
  return config.oncall.value_or(OnCallConfig{});
}

}  // namespace

ChatService::Sessions::Sessions(ChatService& service, slack::Options with)
    : tokens(with_shared_turn(std::move(with), service.store_)),
      web_api_http(http::create_renewing_client(*service.slack_http_,
                                                bot_credential(service, tokens.bot_token))),
      slack(slack::create_web_api(web_api_options(), *web_api_http, service.clock_)),
      platform(*slack, service.clock_, PatientPlatform::Options{}),
      authorization(access_rules(service.config_), platform, service.clock_),
      earlier(platform, k_on_its_way),
      diagnose(platform, service.investigation_, service.store_, earlier, service.clock_,
               diagnose_options(service.config_)),
      follow_up(platform, earlier, service.upstreams_.sources(), service.store_, service.clock_),
      watch(service.executor_, service.store_, service.clock_,
            [this](FollowUp mail) { return follow_up.run(std::move(mail)); }),
      remedy(platform, authorization, service.upstreams_.forms(), service.upstreams_.sources(),
             service.store_, watch, service.clock_, remedy_options(service.config_)),
      escalation_rules(to_escalation_rules(on_call_or_nobody(service.config_))),
      callees(platform, service.upstreams_.on_call(),
              to_callees(on_call_or_nobody(service.config_))),
      incident(service.upstreams_.incidents(), callees, service.clock_, escalation_rules),
      calls(platform, earlier, callees, incident, service.store_, service.clock_, escalation_rules),
      escalation_clock(
          service.executor_, service.store_, service.clock_,
          [this](Escalation escalation) { return calls.run(std::move(escalation)); },
          service.store_.lease() ? std::optional{k_others_press} : std::nullopt),
      escalations(platform, service.store_, callees, escalation_clock, service.clock_,
                  {escalation_rules, incident.opens_incidents(), service.config_.run.dry_run}),
      replies(platform, earlier, reply_words(service.config_)),
      home(
          platform, authorization, service.store_, service.clock_,
          [&service] { return service.health(); }, home_options(service.config_)),
      desk({platform, authorization, diagnose, remedy, replies, home, service.store_, earlier,
            service.clock_, [&service] { return service.health(); },
            [this] { return dispatcher.running(); },
            service.config_.oncall ? &escalations : nullptr},
           desk_options(service.config_)),
      groups(platform, service.store_, watched_group(service.config_)),
      dispatcher(service.executor_, {desk, diagnose, service.store_, groups}),
      requests(dispatcher, service.observation_.metrics),
      socket(slack::create_socket_mode(service.executor_, tokens, *service.slack_http_,
                                       service.clock_, requests,
                                       [&service] { service.on_hello_(service); })) {}

slack::Options ChatService::Sessions::web_api_options() {
  auto options = tokens;
  options.on_refused_token = [this](const Error& why) { socket->on_refused_bot_token(why); };
  return options;
}

http::RenewableCredential ChatService::Sessions::bot_credential(ChatService& service,
                                                                const Secret& token) {
  return {.header = "Authorization",
          .value = [](const Secret& newest) { return "Bearer " + newest.reveal(); },
          .secret = token,
          .read_again =
              [&service](std::chrono::milliseconds within) {
                return service.secrets_.read_again(service.config_.slack->bot_token,
                                                   service.upstreams_.http(), within);
              },
          .refused = slack::refuses_token};
}

void ChatService::Sessions::take_over(const Config& config) {
  authorization.change(access_rules(config));
  diagnose.change(diagnose_options(config));
  remedy.change(remedy_options(config));
  replies.change(reply_words(config));
  home.change(home_options(config));
  desk.change(desk_options(config));
}

void ChatService::Sessions::recover() {
  dispatcher.recover();
  watch.wake();
  escalation_clock.wake();
}

void ChatService::Sessions::stop() {
  dispatcher.stop();
  watch.stop();
  escalation_clock.stop();
}

std::size_t ChatService::Sessions::running() const {
  return dispatcher.running() + watch.running() + escalation_clock.running();
}

boost::asio::awaitable<void> ChatService::Sessions::idle() {
  co_await dispatcher.idle();
  co_await watch.idle();
  co_await escalation_clock.idle();
}

}  // namespace latchkey
