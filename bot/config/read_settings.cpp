#include "bot/config/read_settings.hpp"

#include "bot/config/listen_address.hpp"
#include "bot/config/nearest_word.hpp"
#include "bot/config/read_people.hpp"
#include "bot/config/read_secret.hpp"
#include "bot/config/secret_reference.hpp"
#include "bot/config/store_url.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace latchkey {
namespace {

std::vector<std::string> read_channels(TableReader& in) {
  auto channels = in.texts("channels").value_or(std::vector<std::string>{});
  for (const std::string& channel : channels) {
    if (!is_slack_id(channel, "CG")) {
      in.error("channels", R"(expected a channel's id such as "C0SUPPORT", got ")" + channel +
                               R"(" (Slack shows it at the end of "View channel details"))");
    }
  }
  return channels;
}

/// Names of the contract, whether this version has the remedy or not.
std::vector<std::string> read_remedies(TableReader& in, const std::string& key) {
  const std::vector<std::string> known = {"resend_confirmation", "send_password_reset",
                                          "send_sign_in_link", "lift_suppression"};
  auto remedies = in.texts(key).value_or(std::vector<std::string>{});
  for (const std::string& remedy : remedies) {
    if (std::find(known.begin(), known.end(), remedy) != known.end()) continue;
    const std::string nearest = nearest_word(remedy, known);
    in.error(key, "unknown remedy \"" + remedy + "\"; " +
                      (nearest.empty() ? "known are resend_confirmation, send_password_reset, "
                                         "send_sign_in_link, lift_suppression"
                                       : "did you mean " + nearest + "?"));
  }
  return remedies;
}

}  // namespace

SlackConfig read_slack(TableReader in) {
  SlackConfig config;
  config.api_url = in.url("api_url").value_or(config.api_url);
  if (!config.api_url.ends_with('/')) config.api_url += '/';
  const bool loopback = leads_to_loopback(config.api_url);
  config.app_token = read_required_secret(in, "app_token", loopback);
  config.bot_token = read_required_secret(in, "bot_token", loopback);
  config.connections = in.whole_number("connections", 1, 9).value_or(config.connections);
  config.command = in.text("command").value_or(config.command);
  // Slack: at most 32 characters.
  if (config.command.size() < 2 || config.command.size() > 32 || config.command.front() != '/') {
    in.expected("command", "a command such as \"/diagnose\", at most 32 characters");
  }
  config.posts_per_second =
      in.whole_number("posts_per_second", 1, 100'000).value_or(config.posts_per_second);
  config.channels = read_channels(in);
  in.finish();
  return config;
}

/// Mailgun's plans differ in it.
std::chrono::seconds read_log_retention(TableReader& in, std::chrono::seconds usual) {
  const auto retention = in.duration("log_retention").value_or(usual);
  if (retention < k_shortest_mail_log_retention || retention > k_longest_mail_log_retention) {
    in.expected("log_retention", R"(a duration from "1d" to "30d")");
  }
  return retention;
}

MailgunConfig read_mailgun(TableReader in) {
  MailgunConfig config;
  config.api_url = in.url("api_url").value_or(config.api_url);
  while (config.api_url.ends_with('/')) config.api_url.pop_back();
  config.api_key = read_required_secret(in, "api_key", leads_to_loopback(config.api_url));
  config.log_retention = read_log_retention(in, config.log_retention);
  in.finish();
  return config;
}

PermissionsConfig read_permissions(TableReader in) {
  PermissionsConfig config;
  config.diagnose = read_people(in, "diagnose");
  config.remediate = read_people(in, "remediate");
  config.escalate = read_people(in, "escalate");
  config.second_person = read_remedies(in, "second_person");
  in.finish();
  return config;
}

LimitsConfig read_limits(TableReader in) {
  // A customer who gets more mails than this a day has another problem; a load test asks more
  // often than any person.
  constexpr int k_most_mails = 100;
  constexpr int k_most_diagnoses = 100'000;
  LimitsConfig config;
  config.mails_per_customer_hour = in.whole_number("mails_per_customer_hour", 0, k_most_mails)
                                       .value_or(config.mails_per_customer_hour);
  config.mails_per_customer_day = in.whole_number("mails_per_customer_day", 0, k_most_mails)
                                      .value_or(config.mails_per_customer_day);
  config.diagnoses_per_person_minute =
      in.whole_number("diagnoses_per_person_minute", 1, k_most_diagnoses)
          .value_or(config.diagnoses_per_person_minute);
  in.finish();
  return config;
}

StoreConfig read_store(TableReader in) {
  StoreConfig config;
  config.url = in.text("url").value_or(config.url);
  if (looks_like_reference(config.url)) {
    if (!is_secret_reference(config.url)) report_slip(in, "url", config.url);
  } else if (const auto url = parse_store_url(config.url); !url) {
    in.error("url", url.error().what);
  }
  config.retention = in.duration("retention").value_or(config.retention);
  in.finish();
  return config;
}

AuditConfig read_audit(TableReader in) {
  AuditConfig config;
  config.key = read_secret(in, "key", false);
  in.finish();
  return config;
}

HttpConfig read_http(TableReader in) {
  HttpConfig config;
  config.listen = in.text("listen");
  if (config.listen && !config.listen->empty() && !parse_listen_address(*config.listen)) {
    in.expected("listen", R"(an address and a port such as "127.0.0.1:9464" or "[::1]:9464")");
  }
  in.finish();
  return config;
}

PrivacyConfig read_privacy(TableReader in) {
  PrivacyConfig config;
  config.mask_emails_in_messages =
      in.flag("mask_emails_in_messages").value_or(config.mask_emails_in_messages);
  in.finish();
  return config;
}

LogConfig read_log(TableReader in) {
  constexpr std::array k_formats = {LogFormat::automatic, LogFormat::text, LogFormat::json};
  const std::vector<std::string> levels = {"trace", "debug", "info", "warn", "error"};
  LogConfig config;
  if (const auto level = in.one_of("level", levels)) config.level = levels[*level];
  if (const auto format = in.one_of("format", {"auto", "text", "json"})) {
    config.format = k_formats.at(*format);
  }
  in.finish();
  return config;
}

RunConfig read_run(TableReader in) {
  RunConfig config;
  config.dry_run = in.flag("dry_run").value_or(config.dry_run);
  config.shutdown_grace = in.duration("shutdown_grace").value_or(config.shutdown_grace);
  config.upstream_deadline = in.duration("upstream_deadline").value_or(config.upstream_deadline);
  in.finish();
  return config;
}

TlsConfig read_tls(TableReader in) {
  TlsConfig config;
  config.ca_file = in.text("ca_file").value_or("");
  config.cert_file = in.text("cert_file").value_or("");
  config.key_file = in.text("key_file").value_or("");
  if (!config.cert_file.empty() && config.key_file.empty()) {
    in.error("key_file", "missing: expected the PEM file with the private key of cert_file");
  } else if (config.cert_file.empty() && !config.key_file.empty()) {
    in.error("cert_file", "missing: expected the PEM file with the certificate of key_file");
  }
  in.finish();
  return config;
}

}  // namespace latchkey
