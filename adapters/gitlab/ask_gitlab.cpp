#include "adapters/gitlab/ask_gitlab.hpp"

#include "adapters/gitlab/gitlab_error.hpp"
#include "adapters/gitlab/next_link.hpp"
#include "adapters/http/json_answer.hpp"
#include "adapters/http/patient_get.hpp"
#include "core/base/clock.hpp"

#include <utility>

namespace latchkey::gitlab {

boost::asio::awaitable<Expected<Answer>> ask_gitlab(const Options& options, http::Client& http,
                                                    std::string url, http::Deadline deadline) {
  http::Request request;
  request.url = std::move(url);
  request.headers.emplace_back("PRIVATE-TOKEN", options.token.reveal());
  request.headers.emplace_back("Accept", "application/json");
  const auto response =
      co_await http::patient_get(http, options.service, std::move(request), deadline);
  if (!response) co_return response.error();
  if (response->status != 200) co_return gitlab_error(options, *response, SystemClock{}.now());
  auto body = http::json_answer(options.service, *response);
  if (!body) co_return body.error();
  Answer answer;
  answer.body = *std::move(body);
  answer.next = next_link(response->header("Link").value_or(""));
  co_return answer;
}

Options without_slash(Options options) {
  while (!options.url.empty() && options.url.back() == '/') options.url.pop_back();
  return options;
}

}  // namespace latchkey::gitlab
