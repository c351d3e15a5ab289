#pragma once

#include "adapters/gitlab/token_probe.hpp"
#include "adapters/portal/postgres_rights.hpp"
#include "bot/config/config.hpp"
#include "bot/doctor/check.hpp"
#include "core/base/expected.hpp"
#include "core/diagnosis/account.hpp"

namespace latchkey::doctor {

/// Can the accounts of this service be asked for, and what does their source not tell? `found` is
/// the answer to a question for an address that nobody has.
///
///   answer                                  line
///   no answer, or one that makes no sense   fail
///   a field that may not be read            warn: its checks stay unanswered
///   no locked_at, state, confirmed_at, …    info: that is not looked at
Checks judge_accounts(const ServiceConfig& service, const Expected<AccountsFound>& found);

/// May the role only read, and not even secrets? Does the replica keep up?
///
///   may write, may create, a superuser      warn
///   may read a password's digest, a token   warn
///   over a minute behind                    warn
///   a primary                               info
Checks judge_rights(const ServiceConfig& service, const Expected<portal::DatabaseRights>& rights);

/// Is this GitLab token an administrator's? With any other one "no account" proves nothing: fail.
Check judge_gitlab_token(const ServiceConfig& service, const Expected<gitlab::TokenProbe>& token);

}  // namespace latchkey::doctor
