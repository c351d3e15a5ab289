#include "bot/wiring/session_options.hpp"

#include "bot/config/to_reply_values.hpp"
#include "core/remedies/remedy.hpp"

#include <vector>

namespace latchkey {
namespace {

MailLimits mail_limits(const LimitsConfig& limits) {
  return {limits.mails_per_customer_hour, limits.mails_per_customer_day};
}

std::vector<RemedyId> second_person(const PermissionsConfig& permissions) {
  std::vector<RemedyId> remedies;
  for (const auto& name : permissions.second_person) {
    if (const auto remedy = parse_remedy(name)) remedies.push_back(*remedy);
  }
  return remedies;
}

}  // namespace

AccessRules access_rules(const Config& config) {
  return {config.slack->channels, config.permissions.diagnose, config.permissions.remediate,
          config.permissions.escalate};
}

DiagnoseSession::Options diagnose_options(const Config& config) {
  return {.mask_root_messages = config.privacy.mask_emails_in_messages,
          .limits = mail_limits(config.limits),
          .second_person = second_person(config.permissions),
          .escalate = config.oncall.has_value()};
}

RemedySession::Options remedy_options(const Config& config) {
  return {.limits = mail_limits(config.limits),
          .dry_run = config.run.dry_run,
          .second_person = second_person(config.permissions)};
}

DraftReplySession::Words reply_words(const Config& config) {
  return {replies::ReplyTemplates{config.templates.own}, to_reply_values(config)};
}

HomeSession::Options home_options(const Config& config) {
  return {.command = config.slack->command,
          .mask_emails = config.privacy.mask_emails_in_messages,
          .rules = access_rules(config)};
}

FrontDesk::Options desk_options(const Config& config) {
  FrontDesk::Options options{
      .command = config.slack->command,
      .services = {},
      .rules = access_rules(config),
      .diagnoses_per_person_minute = config.limits.diagnoses_per_person_minute,
      .dry_run = config.run.dry_run,
      .mail_log_retention = config.mailgun.log_retention};
  for (const auto& service : config.services) options.services.push_back(service.name);
  return options;
}

}  // namespace latchkey
