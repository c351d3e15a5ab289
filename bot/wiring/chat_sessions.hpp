#pragma once

#include "adapters/http/renewing_client.hpp"
#include "adapters/slack/slack.hpp"
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
#include "bot/sessions/group_watch.hpp"
#include "bot/sessions/home_session.hpp"
#include "bot/sessions/incident_session.hpp"
#include "bot/sessions/mail_watch.hpp"
#include "bot/sessions/patient_platform.hpp"
#include "bot/sessions/remedy_session.hpp"
#include "bot/watch/watched_requests.hpp"
#include "bot/wiring/chat_service.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <memory>

namespace latchkey {

/// A message of a dozen kilobytes over a line that takes four a second, and some.
inline constexpr std::chrono::seconds k_on_its_way{5};

/// How Slack is spoken to with these tokens.
slack::Options slack_options(const SlackConfig& config, const http::Options& network,
                             Secret app_token, Secret bot_token);

/// Everything that hangs on one pair of tokens.
struct ChatService::Sessions {
  slack::Options tokens;
  /// What is being said when the bot token is exchanged is said with the new one.
  std::unique_ptr<http::RenewingClient> web_api_http;
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

  Sessions(ChatService& service, slack::Options with);

  [[nodiscard]] slack::Options web_api_options();
  [[nodiscard]] static http::RenewableCredential bot_credential(ChatService& service,
                                                                const Secret& token);

  /// What is under way already goes on as it began.
  void take_over(const Config& config);
  /// Goes on with what an earlier process took on and did not finish.
  void recover();
  void stop();
  [[nodiscard]] std::size_t running() const;
  /// Returns as soon as nothing is running, nor would be begun.
  boost::asio::awaitable<void> idle();
};

}  // namespace latchkey
