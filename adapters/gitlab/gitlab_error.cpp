#include "adapters/gitlab/gitlab_error.hpp"

#include "adapters/http/answer_error.hpp"

#include <nlohmann/json.hpp>

namespace latchkey::gitlab {

Error gitlab_error(const Options& options, const http::Response& response, TimePoint now) {
  auto error = http::answer_error(options.service, response, now);
  switch (response.status) {
    case 401: error.what += ": the token is wrong, expired or revoked"; break;
    case 403:
      if (nlohmann::json::accept(response.body)) {
        error.what += ": the token may not read users (scope read_user, and admin_mode where " +
                      options.service + " asks for it)";
      } else {
        error.kind = ErrorKind::unavailable;
        error.reason = ErrorReason::kept_out_on_the_way;
        error.what +=
            " by the edge before GitLab saw the question: this address may be blocked "
            "for some 15 minutes after much traffic";
      }
      break;
    case 404: error.what += ": no GitLab API below " + options.url; break;
    default: break;
  }
  return error;
}

Error not_an_administrator(const Options& options) {
  return Error{ErrorKind::refused,
               options.service +
                   ": the token is not an administrator's, so \"not found\" would prove nothing "
                   "(GitLab hides other people's addresses from it)"};
}

}  // namespace latchkey::gitlab
