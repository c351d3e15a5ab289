#pragma once

#include "adapters/http/deadline.hpp"
#include "adapters/http/http_client.hpp"
#include "adapters/secrets/found_secret.hpp"
#include "adapters/secrets/op_item.hpp"
#include "adapters/secrets/op_reference.hpp"
#include "core/base/expected.hpp"
#include "core/base/secret.hpp"

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::secrets {

/// A 1Password Connect server and what opens it.
struct ConnectServer {
  /// "http://127.0.0.1:8080", without a slash at its end.
  std::string url;
  Secret token;
  /// Before each further try; there are no more tries than pauses. A container next door that is
  /// just starting needs some seconds.
  std::vector<std::chrono::milliseconds> pauses = {
      std::chrono::milliseconds{250}, std::chrono::milliseconds{500},
      std::chrono::milliseconds{1000}, std::chrono::milliseconds{2000},
      std::chrono::milliseconds{4000}};
};

/// One reading of vaults through 1Password Connect: each vault, each item is asked for once,
/// however many references lead there. What has changed meanwhile, another reading sees.
///
/// Tried again: no connection, 408 and 5xx, because Connect may be starting (the log says so);
/// twice also 401 and 403, which servers before 1.8.1 give now and then, and right after their
/// start.
class OnePassword {
 public:
  /// `http` outlives it.
  OnePassword(ConnectServer server, http::Client& http);

  /// What the reference stands for; one at a time. Errors as of `http::Client::send`,
  /// `http::answer_error`, `op_item` and `find_field`; their sentences never hold a value of a
  /// field.
  boost::asio::awaitable<Expected<FoundSecret>> read(OpReference reference,
                                                     http::Deadline deadline);

 private:
  boost::asio::awaitable<Expected<std::string>> vault_path(std::string vault,
                                                           http::Deadline deadline);
  boost::asio::awaitable<Expected<OpItem>> item_in(std::string vault, std::string item,
                                                   http::Deadline deadline);
  boost::asio::awaitable<Expected<std::string>> id_of(std::string list, std::string key,
                                                      std::string name, http::Deadline deadline);
  boost::asio::awaitable<Expected<nlohmann::json>> ask(std::string path, http::Deadline deadline);
  boost::asio::awaitable<Expected<http::Response>> get(std::string path, http::Deadline deadline);

  ConnectServer server_;
  http::Client& http_;
  /// By the names of the references, in small letters: "/v1/vaults/{id}", and the item there.
  std::map<std::string, std::string> vault_paths_;
  std::map<std::pair<std::string, std::string>, OpItem> items_;
};

}  // namespace latchkey::secrets
