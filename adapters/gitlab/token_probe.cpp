#include "adapters/gitlab/token_probe.hpp"

#include "adapters/gitlab/gitlab_error.hpp"
#include "adapters/http/json_answer.hpp"
#include "core/base/clock.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace latchkey::gitlab {
namespace {

using nlohmann::json;

boost::asio::awaitable<Expected<json>> get_below_api(const Options& options, std::string path,
                                                     http::Client& http) {
  http::Request request;
  request.url = options.url;
  while (request.url.ends_with('/')) request.url.pop_back();
  request.url += "/api/v4" + path;
  request.headers = {{"PRIVATE-TOKEN", options.token.reveal()}, {"Accept", "application/json"}};
  request.deadline = options.deadline;
  const auto response = co_await http.send(options.service, std::move(request));
  if (!response) co_return response.error();
  if (response->status != 200) co_return gitlab_error(options, *response, SystemClock{}.now());
  co_return http::json_answer(options.service, *response);
}

}  // namespace

boost::asio::awaitable<Expected<TokenOwner>> probe_token(Options options, http::Client& http) {
  const auto self = co_await get_below_api(options, "/user", http);
  if (!self) co_return self.error();
  const auto name = self->is_object() ? self->find("username") : self->end();
  if (!self->is_object() || name == self->end() || !name->is_string()) {
    co_return Error{ErrorKind::misunderstood,
                    options.service + ": GET /user did not answer with a user"};
  }
  TokenOwner owner;
  owner.username = name->get<std::string>();
  const auto flag = self->find("is_admin");
  owner.administrator = flag != self->end() && *flag == true;

  const auto rows = co_await get_below_api(options, "/users?humans=true&per_page=1", http);
  if (!rows) co_return rows.error();
  if (!rows->is_array()) {
    co_return Error{ErrorKind::misunderstood,
                    options.service + ": GET /users did not answer with a list of users"};
  }
  if (!rows->empty() && rows->front().is_object()) {
    owner.sees_addresses = rows->front().contains("email");
  }
  co_return owner;
}

}  // namespace latchkey::gitlab
