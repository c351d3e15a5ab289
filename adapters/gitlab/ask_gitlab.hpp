#pragma once

#include "adapters/gitlab/gitlab.hpp"
#include "adapters/http/deadline.hpp"
#include "adapters/http/http_client.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json.hpp>

#include <string>

namespace latchkey::gitlab {

/// What GitLab answered to one question.
struct Answer {
  nlohmann::json body;
  /// URL of the next page, empty where this is the last one.
  std::string next;
};

/// GETs a URL of the API with the token, once more where that may help and is in time. The errors
/// are those of `gitlab_error`, and `misunderstood` where the answer is no JSON. `options` and
/// `http` outlive the call.
boost::asio::awaitable<Expected<Answer>> ask_gitlab(const Options& options, http::Client& http,
                                                    std::string url, http::Deadline deadline);

/// The options with a URL that paths can be appended to.
Options without_slash(Options options);

}  // namespace latchkey::gitlab
