#include "adapters/gitlab/token_probe.hpp"

#include "adapters/gitlab/ask_gitlab.hpp"

#include <utility>

namespace latchkey::gitlab {

boost::asio::awaitable<Expected<TokenProbe>> probe_token(Options options, http::Client& http) {
  options = without_slash(std::move(options));
  const http::Deadline deadline{options.deadline};
  auto owner = co_await ask_token_owner(options, http);
  if (!owner) co_return owner.error();
  TokenProbe probe{.owner = std::move(*owner)};

  auto url = options.url + "/api/v4/users?humans=true&per_page=1";
  const auto rows = co_await ask_gitlab(options, http, std::move(url), deadline);
  if (!rows) co_return rows.error();
  const bool of_users =
      rows->body.is_array() && (rows->body.empty() || rows->body.front().is_object());
  if (!of_users) {
    co_return Error{ErrorKind::misunderstood,
                    options.service + ": GET /users did not answer with a list of users"};
  }
  if (!rows->body.empty()) probe.sees_addresses = rows->body.front().contains("email");
  co_return probe;
}

}  // namespace latchkey::gitlab
