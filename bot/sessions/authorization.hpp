#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "core/base/log_limit.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace latchkey {

/// What somebody wants to do.
enum class Permission { diagnose, remediate, escalate };

/// Who may do what and where: the configuration's `[permissions]` and `[slack] channels`.
struct AccessRules {
  /// Channel ids; empty: every channel that we are a member of.
  std::vector<std::string> channels;
  /// Group handles ("@support-team") and user ids; empty: every full member.
  std::vector<std::string> diagnose;
  /// The same; empty: nobody.
  std::vector<std::string> remediate;
  /// The same; empty: nobody.
  std::vector<std::string> escalate = {};
};

/// What the chat platform says about one request. An answer that could not be had is an error
/// here, and every error means no.
struct AccessFacts {
  std::string channel;
  std::string user;
  /// The person came from another workspace than the request: of our organisation or of another
  /// one.
  bool other_team = false;
  /// `chat::Request::direct`.
  bool direct = false;
  Expected<chat::Channel> channel_info;
  Expected<chat::Person> person;
  /// Members of the rule's groups and the user ids that it lists.
  Expected<std::vector<std::string>> permitted;
};

enum class Refusal {
  channel_not_listed,
  channel_shared,
  channel_not_visible,  ///< private and we are not in it, so nobody can say whether it is shared
  direct_not_visible,   ///< the same of a direct message, which nobody can invite us into
  conversation_direct,  ///< a call for help from where whoever is called sees nothing
  other_organisation,
  guest,
  not_permitted,
  could_not_ask
};

/// "not_permitted": in the record.
std::string_view to_string(Refusal refusal);

/// Yes, or why not.
struct Verdict {
  std::optional<Refusal> refusal;
  /// With `not_permitted`: who may, by user id, for "ask …".
  std::vector<std::string> who_may = {};
  /// Whether we may post in the channel. Where not, the answer goes to the asker alone.
  bool member = false;
  /// Whether nobody but those who are in the conversation can see it (`chat::Channel::direct`).
  bool direct = false;

  [[nodiscard]] bool allowed() const { return !refusal; }
};

/// The one decision of who may do what. Fails closed: what is unknown is a no.
Verdict judge(const AccessRules& rules, Permission permission, const AccessFacts& facts);

/// The one door: every command, press, mention and submission passes `check` before anything else
/// is done or said. `platform` and `clock` outlive it.
class Authorization {
 public:
  Authorization(AccessRules rules, chat::ChatPlatform& platform, const Clock& clock);

  /// Asks the platform and judges. The request's channel may be empty (a modal that was opened
  /// nowhere), which is refused.
  boost::asio::awaitable<Verdict> check(chat::Request request, Permission permission,
                                        chat::Freshness freshness = chat::Freshness::recent);

  /// The same where there is no channel: may this person do it at all? For what only that person
  /// will see.
  boost::asio::awaitable<Verdict> check_person(chat::Request request, Permission permission);

  /// From now on; what is being asked already is judged by the former ones.
  void change(AccessRules rules) { rules_ = std::move(rules); }

 private:
  /// Of the people and groups that a rule lists.
  boost::asio::awaitable<Expected<std::vector<std::string>>> permitted(
      std::vector<std::string> rule, chat::Freshness freshness);

  /// Where the facts could not be asked, the log says why: the person is told no more than that.
  void tell_why(const Verdict& verdict, const AccessFacts& facts);

  AccessRules rules_;
  chat::ChatPlatform& platform_;
  LogLimit not_asked_;
};

}  // namespace latchkey
