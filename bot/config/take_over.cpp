#include "bot/config/take_over.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace latchkey {
namespace {

class Comparison {
 public:
  template <class T>
  void take(const std::string& key, T& running, T& read) {
    if (running == read) return;
    running = std::move(read);
    taken_.changed.push_back(key);
  }
  template <class T>
  void keep(const std::string& key, const T& running, const T& read) {
    if (!(running == read)) taken_.at_next_start.push_back(key);
  }
  [[nodiscard]] TakenOver end() && { return std::move(taken_); }

 private:
  TakenOver taken_;
};

void take_permissions(Comparison& in, PermissionsConfig& running, PermissionsConfig& read) {
  in.take("permissions.diagnose", running.diagnose, read.diagnose);
  in.take("permissions.remediate", running.remediate, read.remediate);
  in.take("permissions.escalate", running.escalate, read.escalate);
  in.take("permissions.second_person", running.second_person, read.second_person);
}

void take_limits(Comparison& in, LimitsConfig& running, LimitsConfig& read) {
  in.take("limits.mails_per_customer_hour", running.mails_per_customer_hour,
          read.mails_per_customer_hour);
  in.take("limits.mails_per_customer_day", running.mails_per_customer_day,
          read.mails_per_customer_day);
  in.take("limits.diagnoses_per_person_minute", running.diagnoses_per_person_minute,
          read.diagnoses_per_person_minute);
}

/// Where a file in its directory changed, its name says nothing new.
void take_templates(Comparison& in, TemplatesConfig& running, TemplatesConfig& read) {
  const bool same = running.dir == read.dir;
  in.take(same ? "templates" : "templates.dir", running.own, read.own);
  running.dir = std::move(read.dir);
}

void keep_slack(Comparison& in, const SlackConfig& running, const SlackConfig& read) {
  in.keep("slack.api_url", running.api_url, read.api_url);
  in.keep("slack.app_token", running.app_token, read.app_token);
  in.keep("slack.bot_token", running.bot_token, read.bot_token);
  in.keep("slack.connections", running.connections, read.connections);
  in.keep("slack.command", running.command, read.command);
  in.keep("slack.posts_per_second", running.posts_per_second, read.posts_per_second);
}

void keep_services(Comparison& in, const std::vector<ServiceConfig>& running,
                   const std::vector<ServiceConfig>& read) {
  const auto same_name = [](const ServiceConfig& a, const ServiceConfig& b) {
    return a.name == b.name;
  };
  if (!std::equal(running.begin(), running.end(), read.begin(), read.end(), same_name)) {
    in.keep("service", running, read);
    return;
  }
  for (std::size_t i = 0; i < running.size(); ++i) {
    in.keep("service " + running[i].name, running[i], read[i]);
  }
}

void keep_run(Comparison& in, const RunConfig& running, const RunConfig& read) {
  in.keep("run.dry_run", running.dry_run, read.dry_run);
  in.keep("run.shutdown_grace", running.shutdown_grace, read.shutdown_grace);
  in.keep("run.upstream_deadline", running.upstream_deadline, read.upstream_deadline);
}

}  // namespace

TakenOver take_over(Config& running, Config read) {
  Comparison in;
  in.take("slack.channels", running.slack->channels, read.slack->channels);
  take_permissions(in, running.permissions, read.permissions);
  take_limits(in, running.limits, read.limits);
  in.take("privacy.mask_emails_in_messages", running.privacy.mask_emails_in_messages,
          read.privacy.mask_emails_in_messages);
  take_templates(in, running.templates, read.templates);
  in.take("log.level", running.log.level, read.log.level);
  in.take("store.retention", running.store.retention, read.store.retention);

  keep_slack(in, *running.slack, *read.slack);
  keep_services(in, running.services, read.services);
  in.keep("mailgun", running.mailgun, read.mailgun);
  in.keep("onepassword", running.onepassword, read.onepassword);
  in.keep("oncall", running.oncall, read.oncall);
  in.keep("store.url", running.store.url, read.store.url);
  in.keep("audit.key", running.audit.key, read.audit.key);
  in.keep("http.listen", running.http.listen, read.http.listen);
  in.keep("log.format", running.log.format, read.log.format);
  keep_run(in, running.run, read.run);
  in.keep("tls", running.tls, read.tls);
  return std::move(in).end();
}

}  // namespace latchkey
