#include "adapters/http/answer_error.hpp"
#include "adapters/http/concurrently.hpp"
#include "adapters/http/deadline.hpp"
#include "adapters/http/json_answer.hpp"
#include "adapters/http/patient_get.hpp"
#include "adapters/portal/account_item.hpp"
#include "adapters/portal/more_pages.hpp"
#include "adapters/portal/portal.hpp"
#include "core/base/clock.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <utility>

namespace latchkey::portal {
namespace {

namespace asio = boost::asio;
using nlohmann::json;
using Items = std::vector<json>;

/// All other spellings: with the asked address, whose answer comes first, two round trips. An API
/// of one's own may be one small process; it answers them one after the other then.
constexpr std::size_t k_at_once = 15;
/// Each spelling is a request of its own: the likeliest ones only.
constexpr std::size_t k_spellings_max = 16;
constexpr std::string_view k_placeholder = "{email}";

json::json_pointer list_pointer(const RestOptions& options) {
  try {
    return json::json_pointer{options.list};
  } catch (const json::exception&) {
    throw std::invalid_argument(options.service + ": list is not a JSON pointer: " + options.list);
  }
}

class RestAccountDirectory final : public AccountDirectory {
 public:
  RestAccountDirectory(RestOptions options, http::Client& http)
      : options_(std::move(options)),
        list_(list_pointer(options_)),
        fields_(options_.fields),
        http_(http) {}

  asio::awaitable<Expected<AccountsFound>> find(Spellings spellings, Reach reach) override;

 private:
  asio::awaitable<Expected<Items>> ask(EmailAddress spelling, http::Deadline deadline);
  [[nodiscard]] Expected<Items> items_of(const json& answer) const;
  [[nodiscard]] Expected<AccountsFound> found(const Items& items,
                                              const std::vector<EmailAddress>& spellings) const;
  [[nodiscard]] bool holds(const Items& items, const EmailAddress& spelling) const;
  [[nodiscard]] http::Request request_for(const EmailAddress& spelling) const;

  RestOptions options_;
  json::json_pointer list_;
  ItemFields fields_;
  http::Client& http_;
};

/// The asked address alone first: an API that is down or refuses us hears one question, not 16.
asio::awaitable<Expected<AccountsFound>> RestAccountDirectory::find(Spellings spellings,
                                                                    Reach reach) {
  const http::Deadline deadline{options_.deadline};
  spellings = spellings.likeliest(k_spellings_max);
  const auto& sought = spellings.list();
  auto items = co_await ask(sought.front(), deadline);
  if (!items) co_return items.error();
  if (reach == Reach::look_alikes_where_none && holds(*items, sought.front())) {
    co_return found(*items, sought);
  }
  std::function<asio::awaitable<Expected<Items>>(std::size_t)> ask_next =
      [this, spellings, deadline](std::size_t index) {
        return ask(spellings.list()[index + 1], deadline);
      };
  auto others =
      co_await http::concurrently<Items>(sought.size() - 1, k_at_once, std::move(ask_next));
  if (!others) co_return others.error();
  for (auto& more : *others) std::move(more.begin(), more.end(), std::back_inserter(*items));
  co_return found(*items, sought);
}

/// One row per id. What the API found by a rule of its own (a part of the name) is left out.
Expected<AccountsFound> RestAccountDirectory::found(
    const Items& items, const std::vector<EmailAddress>& spellings) const {
  const auto known = known_fields(items, fields_);
  AccountsFound found;
  found.shape = account_shape(known);
  found.shape_known = !items.empty();
  std::set<std::string> seen;
  for (const auto& item : items) {
    auto account = account_item(options_.service, item, fields_, known);
    if (!account) return account.error();
    const bool fits = std::any_of(spellings.begin(), spellings.end(),
                                  [&](const auto& email) { return has_address(*account, email); });
    if (!fits && !awaits_address(*account, spellings.front())) continue;
    const auto& identity = account->id.empty() ? account->email : account->id;
    if (seen.insert(identity).second) found.rows.push_back(*std::move(account));
  }
  return found;
}

asio::awaitable<Expected<Items>> RestAccountDirectory::ask(EmailAddress spelling,
                                                           http::Deadline deadline) {
  const auto response =
      co_await http::patient_get(http_, options_.service, request_for(spelling), deadline);
  if (!response) co_return response.error();
  if (response->status != 200) {
    auto error = http::answer_error(options_.service, *response, SystemClock{}.now());
    if (response->status == 404) error.what += " (for no account, 200 and an empty list are due)";
    co_return error;
  }
  const auto answer = http::json_answer(options_.service, *response);
  if (!answer) co_return answer.error();
  auto items = items_of(*answer);
  if (!items || items->empty() || holds(*items, spelling)) co_return items;
  // Asked for one address, it gave a page of others: what is sought may be on the next.
  if (names_more_pages(*response, *answer)) {
    co_return Error{ErrorKind::misunderstood,
                    options_.service +
                        ": the answer is one page of several, and the address asked "
                        "for is not on it"};
  }
  co_return items;
}

bool RestAccountDirectory::holds(const Items& items, const EmailAddress& spelling) const {
  return std::any_of(items.begin(), items.end(), [&](const json& item) {
    const auto* email = item.is_object() ? fields_.value(item, "email") : nullptr;
    if (!email || !email->is_string()) return false;
    const auto address = EmailAddress::parse(email->get_ref<const std::string&>());
    return address && *address == spelling;
  });
}

/// The list, or one object alone; null where an API says so that there is none.
Expected<Items> RestAccountDirectory::items_of(const json& answer) const {
  if (!answer.contains(list_)) {
    return Error{ErrorKind::misunderstood,
                 options_.service + ": the answer has no " + options_.list};
  }
  const auto& list = answer.at(list_);
  if (list.is_null()) return Items{};
  if (list.is_object()) return Items(1, list);
  if (list.is_array()) return Items(list.begin(), list.end());
  return Error{ErrorKind::misunderstood,
               options_.service + ": " + options_.list + " of the answer is no list of accounts"};
}

http::Request RestAccountDirectory::request_for(const EmailAddress& spelling) const {
  http::Request request;
  request.url = options_.url;
  if (const auto at = request.url.find(k_placeholder); at != std::string::npos) {
    request.url.replace(at, k_placeholder.size(), http::percent_encode(spelling.full()));
  }
  request.headers = {{"Accept", "application/json"}};
  if (!options_.authorization.empty()) {
    request.headers.emplace_back("Authorization", options_.authorization.reveal());
  }
  return request;
}

}  // namespace

std::unique_ptr<AccountDirectory> create_rest_account_directory(RestOptions options,
                                                                http::Client& http) {
  return std::make_unique<RestAccountDirectory>(std::move(options), http);
}

}  // namespace latchkey::portal
