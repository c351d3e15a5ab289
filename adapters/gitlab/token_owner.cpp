#include "adapters/gitlab/token_owner.hpp"

#include "adapters/gitlab/ask_gitlab.hpp"
#include "adapters/http/deadline.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace latchkey::gitlab {
namespace {

std::string text_or_nothing(const nlohmann::json& user, const char* name) {
  const auto found = user.find(name);
  return found != user.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

std::optional<TokenOwner> token_owner(const nlohmann::json& user) {
  if (!user.is_object()) return std::nullopt;
  const auto id = user.find("id");
  if (id == user.end() || !id->is_number()) return std::nullopt;
  const auto flag = user.find("is_admin");
  return TokenOwner{text_or_nothing(user, "username"), text_or_nothing(user, "state"),
                    flag != user.end() && *flag == true};
}

boost::asio::awaitable<Expected<TokenOwner>> ask_token_owner(Options options, http::Client& http) {
  options = without_slash(std::move(options));
  const http::Deadline deadline{options.deadline};
  auto url = options.url + "/api/v4/user";
  const auto answer = co_await ask_gitlab(options, http, std::move(url), deadline);
  if (!answer) co_return answer.error();
  auto owner = token_owner(answer->body);
  if (!owner) {
    co_return Error{ErrorKind::misunderstood,
                    options.service + ": GET /user did not answer with a user"};
  }
  co_return *std::move(owner);
}

}  // namespace latchkey::gitlab
