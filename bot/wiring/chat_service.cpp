#include "bot/wiring/chat_service.hpp"

#include "adapters/slack/token_probe.hpp"
#include "bot/config/slack_needs.hpp"
#include "bot/rendering/audit_text.hpp"
#include "bot/sessions/authorization.hpp"
#include "bot/sessions/call_session.hpp"
#include "bot/sessions/callees.hpp"
#include "bot/sessions/diagnose_session.hpp"
#include "bot/sessions/dispatcher.hpp"
#include "bot/sessions/draft_reply_session.hpp"
#include "bot/sessions/earlier_posts.hpp"
#include "bot/sessions/escalation_clock.hpp"
#include "bot/sessions/escalation_session.hpp"
#include "bot/sessions/follow_up_session.hpp"
#include "bot/sessions/front_desk.hpp"
#include "bot/sessions/home_session.hpp"
#include "bot/sessions/incident_session.hpp"
#include "bot/sessions/mail_watch.hpp"
#include "bot/sessions/patient_platform.hpp"
#include "bot/sessions/remedy_session.hpp"
#include "bot/watch/watched_requests.hpp"
#include "bot/wiring/escalation_options.hpp"
#include "bot/wiring/session_options.hpp"
#include "bot/wiring/start_error.hpp"
#include "core/diagnosis/answer_within.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

/// Buttons count for a day; a press just before its end may be worked on for a while.
constexpr std::chrono::hours k_details_kept{48};
/// A message of a dozen kilobytes over a line that takes four a second, and some.
constexpr std::chrono::seconds k_on_its_way{5};
/// A press that another process took shows in the thread so much later.
constexpr std::chrono::milliseconds k_others_press{1'000};
/// For what tokens are resolved by, and for Slack's word on them.
constexpr std::chrono::seconds k_patience{10};

slack::Options slack_options(const SlackConfig& config, const http::Options& network,
                             Secret app_token, Secret bot_token) {
  return {.api_url = config.api_url,
          .app_token = std::move(app_token),
          .bot_token = std::move(bot_token),
          .posts_per_second = config.posts_per_second,
          .network = network,
          .connections = config.connections};
}

bool same_tokens(const slack::Options& a, const slack::Options& b) {
  return a.app_token.reveal() == b.app_token.reveal() &&
         a.bot_token.reveal() == b.bot_token.reveal();
}

/// Where nobody can be called, nothing ever asks for it.
OnCallConfig on_call_or_nobody(const Config& config) {
  return config.oncall.value_or(OnCallConfig{});
}

}  // namespace

/// Everything that hangs on one pair of tokens.
struct ChatService::Sessions {
  slack::Options tokens;
  std::unique_ptr<slack::QueuedChat> slack;
  PatientPlatform platform;
  Authorization authorization;
  EarlierPosts earlier;
  DiagnoseSession diagnose;
  FollowUpSession follow_up;
  MailWatch watch;
  RemedySession remedy;
  EscalationRules escalation_rules;
  Callees callees;
  IncidentSession incident;
  CallSession calls;
  EscalationClock escalation_clock;
  EscalationSession escalations;
  DraftReplySession replies;
  HomeSession home;
  FrontDesk desk;
  GroupWatch groups;
  Dispatcher dispatcher;
  watch::WatchedRequests requests;
  std::unique_ptr<slack::SocketMode> socket;

  /// Where others post in the name of the same app.
  static slack::Options with_shared_turn(ChatService& service, slack::Options options) {
    if (!service.store_.lease()) return options;
    options.shared_turn = [&service](std::string channel) {
      return service.wait_for_turn(std::move(channel));
    };
    return options;
  }

  Sessions(ChatService& service, slack::Options with)
      : tokens(std::move(with)),
        slack(slack::create_web_api(with_shared_turn(service, tokens), *service.slack_http_,
                                    service.clock_)),
        platform(*slack, service.clock_, PatientPlatform::Options{}),
        authorization(access_rules(service.config_), platform),
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
        calls(platform, earlier, callees, incident, service.store_, service.clock_,
              escalation_rules),
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

  /// What is under way already goes on as it began.
  void take_over(const Config& config) {
    authorization.change(access_rules(config));
    diagnose.change(diagnose_options(config));
    remedy.change(remedy_options(config));
    replies.change(reply_words(config));
    home.change(home_options(config));
    desk.change(desk_options(config));
  }
  /// Goes on with what an earlier process took on and did not finish.
  void recover() {
    dispatcher.recover();
    watch.wake();
    escalation_clock.wake();
  }
  void stop() {
    dispatcher.stop();
    watch.stop();
    escalation_clock.stop();
  }
  [[nodiscard]] std::size_t running() const {
    return dispatcher.running() + watch.running() + escalation_clock.running();
  }
  /// Returns as soon as nothing is running, nor would be begun.
  boost::asio::awaitable<void> idle() {
    co_await dispatcher.idle();
    co_await watch.idle();
    co_await escalation_clock.idle();
  }
};

ChatService::ChatService(boost::asio::any_io_executor executor, const Config& config,
                         Secrets& secrets, Upstreams& upstreams, Store& store, Lease& lease,
                         status::StoreProbe& probe, const Clock& clock, Observation& observation,
                         std::function<void(const ChatService&)> on_hello)
    : executor_(std::move(executor)),
      config_(config),
      secrets_(secrets),
      upstreams_(upstreams),
      store_(store),
      lease_(lease),
      probe_(probe),
      clock_(clock),
      observation_(observation),
      slack_http_(observation.asked.watched("Slack", upstreams.http())),
      investigation_(upstreams.sources(), clock, config.run.upstream_deadline),
      on_hello_(std::move(on_hello)),
      sessions_(std::make_unique<Sessions>(
          *this, slack_options(*config.slack, upstreams.network(),
                               secrets.require(config.slack->app_token),
                               secrets.require(config.slack->bot_token)))),
      grace_(executor_) {}

ChatService::~ChatService() = default;

boost::asio::awaitable<int> ChatService::run() {
  boost::asio::co_spawn(executor_, forget_old(), boost::asio::detached);
  boost::asio::co_spawn(executor_, tell_heads(), boost::asio::detached);
  const auto ended = co_await serve();
  begin_grace();
  co_await finish_jobs();
  co_await tell_head();
  co_await lease_.give_up(k_on_its_way);
  if (ended || stopping_) co_return 0;
  spdlog::error("Slack cannot be used: {}", ended.error().what);
  co_return 1;
}

boost::asio::awaitable<Expected<void>> ChatService::serve() {
  for (;;) {
    Expected<void> ended;
    if (!next_tokens_) {
      sessions_->recover();
      ended = co_await sessions_->socket->run();
    }
    if (stopping_) co_return ended;
    auto tokens = std::exchange(next_tokens_, std::nullopt);
    if (!tokens && ended) co_return ended;
    if (!tokens) {
      // The token may have been exchanged while we ran: resolve it once more.
      spdlog::warn("{}; resolving the tokens once more", ended.error().what);
      auto read = co_await read_tokens_again();
      if (!read) throw StartError(2, read.error().what);
      tokens = *std::move(read);
      if (same_tokens(*tokens, sessions_->tokens)) co_return ended;
    }
    // Found once more while these were being connected with.
    if (same_tokens(*tokens, sessions_->tokens)) continue;
    // The new dispatcher would find them in the journal and do them once more.
    co_await finish_jobs();
    if (stopping_) co_return ended;
    auto renewed = std::make_unique<Sessions>(*this, *std::move(tokens));
    former_sessions_ = std::exchange(sessions_, std::move(renewed));
  }
}

boost::asio::awaitable<Expected<slack::Options>> ChatService::read_tokens_again() {
  auto& http = upstreams_.http();
  const auto app = co_await secrets_.read_again(config_.slack->app_token, http, k_patience);
  if (!app) co_return app.error();
  const auto bot = co_await secrets_.read_again(config_.slack->bot_token, http, k_patience);
  if (!bot) co_return bot.error();
  co_return slack_options(*config_.slack, upstreams_.network(), *app, *bot);
}

boost::asio::awaitable<Expected<void>> ChatService::try_tokens(slack::Options tokens) {
  auto app = slack::probe_app_token(tokens, upstreams_.http());
  auto app_bounded = answer_within(std::move(app), k_patience, "Slack");
  const auto opened = co_await std::move(app_bounded);
  if (!opened) co_return opened.error();
  auto bot = slack::probe_bot_token(std::move(tokens), upstreams_.http(), clock_);
  auto bot_bounded = answer_within(std::move(bot), k_patience, "Slack");
  const auto known = co_await std::move(bot_bounded);
  if (!known) co_return known.error();
  co_return Expected<void>{};
}

void ChatService::take_over_config() {
  sessions_->take_over(config_);
}

boost::asio::awaitable<void> ChatService::renew_tokens() {
  auto tokens = co_await read_tokens_again();
  if (!tokens || same_tokens(*tokens, sessions_->tokens)) co_return;
  const auto taken = co_await try_tokens(*tokens);
  if (stopping_) co_return;
  if (!taken) {
    spdlog::error("Slack does not take the new tokens, the former ones stay: {}",
                  taken.error().what);
    co_return;
  }
  spdlog::info("Connecting to Slack with new tokens, as soon as what runs is finished");
  next_tokens_ = *std::move(tokens);
  sessions_->socket->stop();
}

void ChatService::recover() {
  if (!stopping_) sessions_->recover();
}

boost::asio::awaitable<void> ChatService::wait_for_turn(std::string channel) {
  const std::chrono::milliseconds interval =
      std::chrono::milliseconds{1'000} / config_.slack->posts_per_second;
  const auto wait = co_await store_.next_turn("posts in " + channel, interval);
  // Without it Slack says that it was too much, and when to come back.
  if (!wait || *wait == std::chrono::milliseconds{0}) co_return;
  boost::asio::steady_timer turn{executor_, *wait};
  co_await turn.async_wait(boost::asio::use_awaitable);
}

void ChatService::stop() {
  stopping_ = true;
  begin_grace();
  sessions_->stop();
  sessions_->socket->stop();
}

slack::ConnectionState ChatService::connections() const {
  return sessions_->socket->state();
}

boost::asio::awaitable<status::Readiness> ChatService::health() {
  auto store = co_await probe_.ask();
  co_return status::Readiness{.slack = connections(),
                              .store = std::move(store),
                              .systems = upstreams_.guarded(),
                              .unguarded = observation_.asked.unguarded()};
}

std::vector<StepLoad> ChatService::load() const {
  return sessions_->dispatcher.load();
}

std::size_t ChatService::slack_calls_waiting() const {
  return sessions_->slack->waiting();
}

void ChatService::begin_grace() {
  if (grace_ends_at_) return;
  grace_ends_at_ = std::chrono::steady_clock::now() + config_.run.shutdown_grace;
  grace_.cancel();
}

/// Until the grace is over, for as long as it takes where none has begun.
boost::asio::awaitable<void> ChatService::finish_jobs() {
  using namespace boost::asio::experimental::awaitable_operators;
  using SteadyClock = std::chrono::steady_clock;
  auto& sessions = *sessions_;
  sessions.stop();
  for (;;) {
    const auto end = grace_ends_at_.value_or(SteadyClock::time_point::max());
    if (sessions.running() == 0 || SteadyClock::now() >= end) break;
    grace_.expires_at(end);
    boost::system::error_code over;
    co_await (sessions.idle() ||
              grace_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, over)));
  }
  if (sessions.running() > 0) {
    spdlog::warn("{} checks, remedies or calls were not finished; the next start goes on with them",
                 sessions.running());
  }
}

boost::asio::awaitable<void> ChatService::forget_old() {
  boost::asio::steady_timer hourly{executor_};
  for (;;) {
    const auto forgotten = co_await store_.forget_before(clock_.now() - config_.store.retention);
    if (!forgotten) spdlog::error("Old records were not forgotten: {}", forgotten.error().what);
    const auto without = co_await store_.forget_details_before(clock_.now() - k_details_kept);
    if (!without) spdlog::error("Old details were not forgotten: {}", without.error().what);
    hourly.expires_after(std::chrono::hours{1});
    co_await hourly.async_wait(boost::asio::use_awaitable);
  }
}

boost::asio::awaitable<void> ChatService::tell_head() {
  const auto head = co_await store_.audit_head();
  if (!head || *head == told_head_) co_return;
  told_head_ = *head;
  spdlog::info("The record's head is {}", rendering::head_text(told_head_));
}

boost::asio::awaitable<void> ChatService::tell_heads() {
  boost::asio::steady_timer every_minute{executor_};
  for (;;) {
    co_await tell_head();
    every_minute.expires_after(std::chrono::minutes{1});
    co_await every_minute.async_wait(boost::asio::use_awaitable);
  }
}

}  // namespace latchkey
