#pragma once
#include "deploy/sandbox/fault.hpp"
#include "deploy/sandbox/json.hpp"
#include "deploy/sandbox/scheduler.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::sandbox {

/// What the sandbox starts with: a workspace, the app under test and the vendors' data.
/// A JSON file; its times are relative to the start ("-2d", "-9m").
struct Scenario {
  struct Team {
    std::string id, name, domain;
  };
  struct Command {
    std::string command, description, usage_hint;
    bool should_escape = false;
  };
  struct Shortcut {
    std::string callback_id, name, description;
  };
  struct App {
    std::string id, name, bot_user, bot_id, app_token, bot_token;
    std::vector<std::string> scopes;
    std::vector<std::string> events;  ///< event types that the app subscribes to
    std::vector<Command> commands;
    std::vector<Shortcut> shortcuts;
    bool home_tab = false;  ///< features.app_home.home_tab_enabled of its manifest
  };
  struct User {
    std::string id, name, real_name, email, tz, team_id;
    bool is_bot = false, is_restricted = false;
  };
  struct UserGroup {
    std::string id, handle, name;
    std::vector<std::string> users;
  };
  struct Channel {
    std::string id, name, topic;
    bool is_private = false, is_archived = false, is_ext_shared = false;
    std::vector<std::string> members;
  };
  struct ChatLine {
    std::string channel, user, text;
    TimePoint at;
  };
  struct Mail {
    std::string domain, recipient, subject;
    Json events;  ///< as POST /sandbox/mail takes them, times resolved to epoch seconds
  };
  struct Suppression {
    std::string domain, list;  ///< list as in Mailgun's paths: bounces, whitelists, …
    std::string address;
    Json row;  ///< code, error, tags, reason: as Mailgun stores them
    TimePoint at;
  };
  /// A recipient whose server does not take the portal's mails.
  struct Mailbox {
    std::string address;
    Json answer;  ///< the event that follows "accepted", or a rejection in its place; no time
  };
  struct Person {
    std::string cause, name, email, story;
  };

  Team team;
  App app;
  std::vector<User> users;
  std::vector<UserGroup> usergroups;
  std::vector<Channel> channels;
  std::vector<ChatLine> messages;
  std::string mailgun_key;
  std::vector<std::string> mail_domains;
  std::string gitlab_admin_token, gitlab_user_token;
  Json gitlab_users = Json::array();  ///< rows as GitLab shows them to an administrator
  std::string portal_authorization, portal_mail_domain;
  Json customers = Json::array();  ///< rows with the columns of the portal's table
  std::vector<Mail> mails;
  std::vector<Suppression> suppressions;
  std::vector<Mailbox> mailboxes;
  std::vector<Fault> faults;  ///< for one address each, and for good
  std::vector<Person> people;
};

/// Why a scenario cannot be used: one line naming the key, such as "users[2].nmae: unknown key".
class ScenarioError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Reads a scenario; unknown keys, missing keys and wrong types throw ScenarioError.
Scenario parse_scenario(std::string_view text, TimePoint now);

/// The events of one mail ("event", "at", anything else goes into Mailgun's item as it is) with
/// "at" resolved into "timestamp". Throws ScenarioError; `path` stands in its text.
Json resolve_mail_events(const Json& events, const std::string& path, TimePoint now);

}  // namespace latchkey::sandbox
