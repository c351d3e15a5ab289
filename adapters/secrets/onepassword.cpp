#include "adapters/secrets/onepassword.hpp"

#include "adapters/http/json_answer.hpp"
#include "adapters/secrets/connect_answer.hpp"
#include "core/base/clock.hpp"
#include "core/base/wipe.hpp"

#include <spdlog/spdlog.h>
#include <boost/algorithm/string/case_conv.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <cstddef>
#include <locale>

namespace latchkey::secrets {
namespace {

namespace asio = boost::asio;
using nlohmann::json;

std::string small(const std::string& name) {
  return boost::algorithm::to_lower_copy(name, std::locale::classic());
}

/// An id from elsewhere, as it may stand in a path.
std::string below(const std::string& path, const std::string& id) {
  return path + "/" + http::percent_encode(id);
}

Error no_such(const std::string& key, const std::string& name) {
  const bool vault = key == "name";
  const std::string named = "\"" + name + "\"";
  return Error{ErrorKind::not_found, "1Password Connect: " +
                                         (vault ? "it has no vault " + named
                                                : "the vault has no item " + named + " in use") +
                                         ", or its token is not for it"};
}

Error several(const std::string& name, const std::vector<std::string>& ids) {
  std::string list;
  for (const auto& id : ids) list += (list.empty() ? "" : ", ") + id;
  return Error{ErrorKind::invalid, "1Password Connect: several are called \"" + name +
                                       "\", name one by its id: " + list};
}

/// A server that is starting is not there, or says 503.
bool is_there(const Expected<http::Response>& answer) {
  return answer && answer->status < 500;
}

std::string why_not(const Expected<http::Response>& answer) {
  return answer ? connect_error(*answer, SystemClock{}.now()).what : answer.error().what;
}

}  // namespace

OnePassword::OnePassword(ConnectServer server, http::Client& http)
    : server_(std::move(server)), http_(http) {}

asio::awaitable<Expected<FoundSecret>> OnePassword::read(OpReference reference,
                                                         http::Deadline deadline) {
  const auto path = co_await vault_path(reference.vault, deadline);
  if (!path) co_return path.error();
  const std::pair key{*path, small(reference.item)};
  auto known = items_.find(key);
  if (known == items_.end()) {
    auto item = co_await item_in(*path, reference.item, deadline);
    if (!item) co_return item.error();
    known = items_.emplace(key, *std::move(item)).first;
  }
  auto secret = find_field(known->second, reference);
  if (!secret) co_return secret.error();
  co_return FoundSecret{*std::move(secret), known->second.version};
}

asio::awaitable<Expected<std::string>> OnePassword::vault_path(std::string vault,
                                                               http::Deadline deadline) {
  const auto known = vault_paths_.find(small(vault));
  if (known != vault_paths_.end()) co_return known->second;
  const std::string vaults = "/v1/vaults";
  std::string path;
  if (may_be_id(vault)) {
    path = below(vaults, small(vault));
    const auto found = co_await ask(path, deadline);
    if (!found && found.error().kind != ErrorKind::not_found) co_return found.error();
    if (!found) path.clear();
  }
  if (path.empty()) {
    const auto id = co_await id_of(vaults, "name", vault, deadline);
    if (!id) co_return id.error();
    path = below(vaults, *id);
  }
  vault_paths_.emplace(small(vault), path);
  co_return path;
}

asio::awaitable<Expected<OpItem>> OnePassword::item_in(std::string vault, std::string item,
                                                       http::Deadline deadline) {
  const std::string items = vault + "/items";
  if (may_be_id(item)) {
    auto found = co_await ask(below(items, small(item)), deadline);
    if (found) co_return op_item(*std::move(found));
    if (found.error().kind != ErrorKind::not_found) co_return found.error();
  }
  const auto id = co_await id_of(items, "title", item, deadline);
  if (!id) co_return id.error();
  // The lists hold no fields.
  auto found = co_await ask(below(items, *id), deadline);
  if (!found) co_return found.error();
  co_return op_item(*std::move(found));
}

/// Asks for those of the name first, and for all where there are none: whether the filter minds
/// capitals is not documented, and references do not.
asio::awaitable<Expected<std::string>> OnePassword::id_of(std::string list, std::string key,
                                                          std::string name,
                                                          http::Deadline deadline) {
  const std::array<std::string, 2> lists = {
      list + "?filter=" + http::percent_encode(key + " eq \"" + name + "\""), list};
  for (const std::string& path : lists) {
    const auto answer = co_await ask(path, deadline);
    if (!answer) co_return answer.error();
    const auto ids = ids_named(*answer, key, name);
    if (!ids) co_return ids.error();
    if (ids->size() > 1) co_return several(name, *ids);
    if (ids->size() == 1) co_return ids->front();
  }
  co_return no_such(key, name);
}

asio::awaitable<Expected<json>> OnePassword::ask(std::string path, http::Deadline deadline) {
  auto response = co_await get(std::move(path), deadline);
  if (!response) co_return response.error();
  if (response->status != 200) co_return connect_error(*response, SystemClock{}.now());
  auto answer = http::json_answer("1Password Connect", *response);
  wipe(response->body);
  co_return answer;
}

asio::awaitable<Expected<http::Response>> OnePassword::get(std::string path,
                                                           http::Deadline deadline) {
  const auto executor = co_await asio::this_coro::executor;
  for (std::size_t failures = 0;; ++failures) {
    http::Request request;
    request.url = server_.url + path;
    request.headers.emplace_back("Authorization", "Bearer " + server_.token.reveal());
    request.headers.emplace_back("Accept", "application/json");
    request.deadline = deadline.left();
    auto answer = co_await http_.send("1Password Connect", std::move(request));
    const auto pause = pause_before_retry(answer, failures, server_.pauses);
    if (!pause || *pause >= deadline.left()) co_return answer;
    if (failures == 0 && !is_there(answer)) {
      spdlog::warn("{}; trying again for up to {}", why_not(answer),
                   http::duration_words(deadline.left()));
    }
    asio::steady_timer timer{executor, *pause};
    co_await timer.async_wait(asio::use_awaitable);
  }
}

}  // namespace latchkey::secrets
