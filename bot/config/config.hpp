#pragma once

#include "bot/replies/reply_templates.hpp"
#include "core/diagnosis/mail_retention.hpp"
#include "core/diagnosis/service.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace latchkey {

// The configuration file as plain, checked values. Every string called a reference is
// "env:NAME", "file:PATH", "credential:NAME" or "op://vault/item/field" (or, in the sandbox's own
// configuration, the sandbox's well-known token) and is resolved by whoever wires the adapters.

struct SlackConfig {
  /// With a slash at its end.
  std::string api_url = "https://slack.com/api/";
  /// References.
  std::string app_token;
  std::string bot_token;
  /// 1 to 9: one of Slack's ten stays free for a successor.
  int connections = 2;
  std::string command = "/diagnose";
  /// Per channel.
  int posts_per_second = 1;
  /// Channel ids; empty: anywhere it is a member.
  std::vector<std::string> channels;
};

struct PostgresAccountsConfig {
  /// A reference, or whatever libpq takes.
  std::string dsn;
  std::string table;
  /// Contract field name to column name, only where they differ.
  std::map<std::string, std::string> columns;

  bool operator==(const PostgresAccountsConfig&) const = default;
};

struct RestAccountsConfig {
  /// With "{email}" where the address goes.
  std::string url;
  /// A reference to the whole header value. Empty: none is sent.
  std::string authorization;
  /// JSON pointer to the array of accounts, or to one object.
  std::string list;
  /// Contract field name to JSON pointer inside an item.
  std::map<std::string, std::string> fields;

  bool operator==(const RestAccountsConfig&) const = default;
};

struct GitlabAccountsConfig {
  /// A reference.
  std::string token;

  bool operator==(const GitlabAccountsConfig&) const = default;
};

using AccountsConfig =
    std::variant<PostgresAccountsConfig, RestAccountsConfig, GitlabAccountsConfig>;

/// A Devise site's public forms, as paths below the service's URL.
struct FormsConfig {
  /// Empty: there is no such form.
  std::string confirmation;
  std::string password;
  /// Mails a one-time sign-in link.
  std::string sign_in_link;

  bool operator==(const FormsConfig&) const = default;
};

struct MailKinds {
  /// Subjects; a trailing "*" matches any rest.
  std::vector<std::string> reset = {};
  std::vector<std::string> confirmation = {};
  std::vector<std::string> sign_in_link = {};

  bool operator==(const MailKinds&) const = default;
};

struct ServiceConfig {
  std::string name;
  /// Without a slash at its end.
  std::string url;
  std::string mail_domain;
  SignIn sign_in = SignIn::password;
  std::chrono::seconds reset_link_lifetime = std::chrono::hours{6};
  /// Devise's confirm_within. Nothing: such a link never expires.
  std::optional<std::chrono::seconds> confirmation_link_lifetime = {};
  /// How long a lock lasts. Nothing: only a mail or a person unlocks.
  std::optional<std::chrono::seconds> unlock_in = std::chrono::hours{1};
  /// With "{id}". Empty: the page that the account's source names, if any.
  std::string account_link;
  /// Where a person looks into the mail log of `mail_domain`. Empty: no link.
  std::string mail_log_link;
  MailKinds mail_kinds;
  /// Where its domain lives in another Mailgun region, without a slash at its end. Empty:
  /// `[mailgun] api_url`.
  std::string mailgun_api_url;
  AccountsConfig accounts;
  std::optional<FormsConfig> forms;

  bool operator==(const ServiceConfig&) const = default;
};

struct MailgunConfig {
  std::string api_url = "https://api.mailgun.net";
  /// A reference.
  std::string api_key;
  /// How long its logs keep their lines, by the account's plan.
  std::chrono::seconds log_retention = k_longest_mail_log_retention;

  bool operator==(const MailgunConfig&) const = default;
};

/// 1Password Connect, which resolves op:// references.
struct OnePasswordConfig {
  /// Without a slash at its end.
  std::string connect_url;
  /// A reference, not to 1Password.
  std::string token;

  bool operator==(const OnePasswordConfig&) const = default;
};

/// Group handles ("@support-team") and user ids.
struct PermissionsConfig {
  /// Empty: every full member of the channel.
  std::vector<std::string> diagnose;
  /// Empty: nobody.
  std::vector<std::string> remediate;
  /// Empty: nobody.
  std::vector<std::string> escalate;
  /// Remedies that need another permitted person's press as well.
  std::vector<std::string> second_person;
};

/// Where it is asked who is on call, and where incidents are opened.
struct PagerDutyConfig {
  std::string api_url = "https://api.pagerduty.com";
  /// A reference.
  std::string token;
  /// At most one of the two is set: exactly one where PagerDuty says who is on call.
  std::string escalation_policy;
  std::string schedule;
  /// Empty: no incident is opened.
  std::string service;
  /// The address of the PagerDuty user that opens incidents.
  std::string from;

  bool operator==(const PagerDutyConfig&) const = default;
};

enum class OnCallKind { usergroup, pagerduty, fixed };

/// Who is called when somebody escalates. Groups are handles ("@support-oncall").
struct OnCallConfig {
  OnCallKind kind = OnCallKind::usergroup;
  /// Only for `usergroup`: a mention of it in a thread escalates, too.
  std::string group;
  /// User ids, only for `fixed`: in this order.
  std::vector<std::string> people;
  /// Groups and user ids: who comes next when nobody takes it, and who is mentioned where nobody is
  /// found.
  std::vector<std::string> levels;
  std::vector<std::string> fallback;
  std::chrono::seconds acknowledge_within = std::chrono::minutes{10};
  int escalate_at_most = 3;
  /// Mail address to user id, where on-call and chat addresses differ.
  std::map<std::string, std::string> users;
  std::optional<PagerDutyConfig> pagerduty;

  bool operator==(const OnCallConfig&) const = default;
};

struct LimitsConfig {
  int mails_per_customer_hour = 2;
  int mails_per_customer_day = 5;
  int diagnoses_per_person_minute = 20;
};

struct StoreConfig {
  /// "sqlite:PATH", "postgresql://…" or "memory:", or a reference to one.
  std::string url = "sqlite:/var/lib/latchkey/latchkey.db";
  std::chrono::seconds retention = std::chrono::hours{24 * 90};
};

/// The record of who asked what and who did what.
struct AuditConfig {
  /// A reference to the key that ties its entries together. Empty: a file beside the store's.
  std::string key;
};

struct HttpConfig {
  /// "ADDRESS:PORT" where health and readiness are told; it must be free then. Empty: nowhere.
  /// Absent: `k_default_listen`, where that is free.
  std::optional<std::string> listen = {};
};

inline constexpr const char* k_default_listen = "127.0.0.1:9464";

struct PrivacyConfig {
  /// In root messages; logs and metrics are always masked.
  bool mask_emails_in_messages = false;
};

enum class LogFormat { automatic, text, json };

struct LogConfig {
  /// A spdlog level's name: trace, debug, info, warn, error.
  std::string level = "info";
  LogFormat format = LogFormat::automatic;
};

struct RunConfig {
  /// Remedies say what they would do and do not do it.
  bool dry_run = false;
  std::chrono::seconds shutdown_grace{20};
  /// One question to one upstream, retries included.
  std::chrono::seconds upstream_deadline{10};
};

struct TlsConfig {
  /// Empty: the system's own authorities only.
  std::string ca_file;
  /// Our certificate and its private key, PEM, for servers that ask who we are. Both or neither.
  std::string cert_file;
  std::string key_file;

  bool operator==(const TlsConfig&) const = default;
};

struct TemplatesConfig {
  /// A directory that exists. Empty: the built-in replies only.
  std::string dir;
  /// What was read there.
  replies::OwnTemplates own;
};

struct Config {
  /// Absent where the file has no `[slack]`: enough for the command line, not for `run`.
  std::optional<SlackConfig> slack;
  /// At least one; the first is diagnosed by default.
  std::vector<ServiceConfig> services;
  MailgunConfig mailgun;
  /// There wherever a reference begins with op://.
  std::optional<OnePasswordConfig> onepassword;
  /// Absent: nobody is called.
  std::optional<OnCallConfig> oncall;
  PermissionsConfig permissions;
  LimitsConfig limits;
  StoreConfig store;
  AuditConfig audit;
  HttpConfig http;
  PrivacyConfig privacy;
  LogConfig log;
  RunConfig run;
  TlsConfig tls;
  TemplatesConfig templates;
};

}  // namespace latchkey
