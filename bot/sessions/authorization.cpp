#include "bot/sessions/authorization.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace latchkey {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

/// May this channel hear about customers at all?
std::optional<Refusal> judge_channel(const AccessRules& rules, const AccessFacts& facts) {
  if (!rules.channels.empty() && !contains(rules.channels, facts.channel)) {
    return Refusal::channel_not_listed;
  }
  if (!facts.channel_info) {
    if (facts.channel_info.error().kind != ErrorKind::not_found) return Refusal::could_not_ask;
    return facts.direct ? Refusal::direct_not_visible : Refusal::channel_not_visible;
  }
  if (facts.channel_info->shared) return Refusal::channel_shared;
  return std::nullopt;
}

std::optional<Refusal> judge_person(const AccessRules& rules, Permission permission,
                                    const AccessFacts& facts) {
  if (!facts.person) {
    // Whom the chat does not show us of another workspace we share no organisation with.
    const bool stranger = facts.other_team && facts.person.error().kind == ErrorKind::not_found;
    return stranger ? Refusal::other_organisation : Refusal::could_not_ask;
  }
  if (facts.person->other_organisation) return Refusal::other_organisation;
  // A guest who is listed was listed on purpose; only "everybody" leaves guests out.
  if (permission == Permission::diagnose && rules.diagnose.empty()) {
    if (facts.person->guest || facts.person->bot) return Refusal::guest;
    return std::nullopt;
  }
  if (!facts.permitted) return Refusal::could_not_ask;
  if (!contains(*facts.permitted, facts.user)) return Refusal::not_permitted;
  return std::nullopt;
}

const std::vector<std::string>& rule(const AccessRules& rules, Permission permission) {
  switch (permission) {
    case Permission::diagnose: return rules.diagnose;
    case Permission::remediate: return rules.remediate;
    case Permission::escalate: break;
  }
  return rules.escalate;
}

}  // namespace

std::string_view to_string(Refusal refusal) {
  switch (refusal) {
    case Refusal::channel_not_listed: return "channel_not_listed";
    case Refusal::channel_shared: return "channel_shared";
    case Refusal::channel_not_visible: return "channel_not_visible";
    case Refusal::direct_not_visible: return "direct_not_visible";
    case Refusal::conversation_direct: return "conversation_direct";
    case Refusal::other_organisation: return "other_organisation";
    case Refusal::guest: return "guest";
    case Refusal::not_permitted: return "not_permitted";
    case Refusal::could_not_ask: return "could_not_ask";
  }
  return "";
}

Verdict judge(const AccessRules& rules, Permission permission, const AccessFacts& facts) {
  Verdict verdict;
  verdict.refusal = judge_channel(rules, facts);
  if (!verdict.refusal) verdict.refusal = judge_person(rules, permission, facts);
  if (verdict.refusal == Refusal::not_permitted) verdict.who_may = *facts.permitted;
  verdict.member = facts.channel_info && facts.channel_info->member;
  verdict.direct = facts.channel_info && facts.channel_info->direct;
  // Where we are not in the channel the answer leaves it privately, for full members only.
  if (!verdict.refusal && !verdict.member && facts.person->guest) verdict.refusal = Refusal::guest;
  return verdict;
}

Authorization::Authorization(AccessRules rules, chat::ChatPlatform& platform, const Clock& clock)
    : rules_(std::move(rules)), platform_(platform), not_asked_(clock, std::chrono::minutes{1}) {}

boost::asio::awaitable<Expected<std::vector<std::string>>> Authorization::permitted(
    std::vector<std::string> rule, chat::Freshness freshness) {
  std::vector<std::string> users;
  for (const std::string& entry : rule) {
    if (!entry.starts_with('@')) {
      users.push_back(entry);
      continue;
    }
    auto members = co_await platform_.group_members(entry, freshness);
    if (!members) co_return members.error();
    users.insert(users.end(), members->begin(), members->end());
  }
  co_return users;
}

boost::asio::awaitable<Verdict> Authorization::check_person(chat::Request request,
                                                            Permission permission) {
  const AccessRules rules = rules_;
  AccessFacts facts{.channel = {},
                    .user = request.user,
                    .other_team = request.user_team != request.team,
                    .channel_info = chat::Channel{},
                    .person = Error{ErrorKind::invalid, "the request names no person"},
                    .permitted = std::vector<std::string>{}};
  if (!request.user.empty()) {
    facts.person = co_await platform_.person(request.user, chat::Freshness::recent);
    facts.permitted = co_await permitted(rule(rules, permission), chat::Freshness::recent);
  }
  Verdict verdict;
  verdict.refusal = judge_person(rules, permission, facts);
  if (verdict.refusal == Refusal::not_permitted) verdict.who_may = *facts.permitted;
  tell_why(verdict, facts);
  co_return verdict;
}

boost::asio::awaitable<Verdict> Authorization::check(chat::Request request, Permission permission,
                                                     chat::Freshness freshness) {
  const AccessRules rules = rules_;
  AccessFacts facts{.channel = request.channel,
                    .user = request.user,
                    .other_team = request.user_team != request.team,
                    .direct = request.direct,
                    .channel_info = Error{ErrorKind::invalid, "the request names no channel"},
                    .person = Error{ErrorKind::invalid, "the request names no person"},
                    .permitted = std::vector<std::string>{}};
  if (!request.channel.empty()) {
    facts.channel_info = co_await platform_.channel(request.channel, freshness);
  }
  // Where the channel already refuses, nothing is asked about the person.
  if (!judge_channel(rules, facts) && !request.user.empty()) {
    facts.person = co_await platform_.person(request.user, freshness);
    facts.permitted = co_await permitted(rule(rules, permission), freshness);
  }
  auto verdict = judge(rules, permission, facts);
  tell_why(verdict, facts);
  co_return verdict;
}

void Authorization::tell_why(const Verdict& verdict, const AccessFacts& facts) {
  if (verdict.refusal != Refusal::could_not_ask) return;
  const auto refused = not_asked_.note();
  if (!refused) return;
  const Error& why = !facts.channel_info ? facts.channel_info.error()
                     : !facts.person     ? facts.person.error()
                                         : facts.permitted.error();
  spdlog::warn("{} refused because it could not be asked who may do that. {}",
               *refused == 1 ? "1 request" : std::to_string(*refused) + " requests", why.what);
}

}  // namespace latchkey
