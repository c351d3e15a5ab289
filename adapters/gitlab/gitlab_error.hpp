#pragma once

#include "adapters/gitlab/gitlab.hpp"
#include "adapters/http/http_client.hpp"
#include "core/base/time.hpp"

namespace latchkey::gitlab {

/// What an answer other than 200 means, whichever of GitLab's five error shapes it has.
///
///   status     kind           note
///   400        invalid        our request is wrong
///   401        refused        token wrong, expired or revoked
///   403 JSON   refused        scope or Admin Mode
///   403 other  unavailable    the edge blocks our address for some 15 minutes after much traffic:
///                             says nothing about permissions
///   404        not_found      no GitLab API at this URL
///   429        rate_limited   plain text "Retry later"
///   5xx        unavailable
///   others     misunderstood  redirects among them
Error gitlab_error(const Options& options, const http::Response& response, TimePoint now);

/// Why a token that is not an administrator's is no use: it gets 200 with fewer rows and fields.
Error not_an_administrator(const Options& options);

}  // namespace latchkey::gitlab
