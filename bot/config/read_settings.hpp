#pragma once

#include "bot/config/config.hpp"
#include "bot/config/table_reader.hpp"

namespace latchkey {

// One function per small section of the file.

SlackConfig read_slack(TableReader in);
MailgunConfig read_mailgun(TableReader in);
PermissionsConfig read_permissions(TableReader in);
LimitsConfig read_limits(TableReader in);
StoreConfig read_store(TableReader in);
AuditConfig read_audit(TableReader in);
HttpConfig read_http(TableReader in);
PrivacyConfig read_privacy(TableReader in);
LogConfig read_log(TableReader in);
RunConfig read_run(TableReader in);
TlsConfig read_tls(TableReader in);

}  // namespace latchkey
