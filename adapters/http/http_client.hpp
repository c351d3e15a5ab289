#pragma once

#include "adapters/http/options.hpp"
#include "adapters/http/request_headers.hpp"
#include "core/base/expected.hpp"
#include "core/base/secret.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::http {

/// `remove` is DELETE, which is a keyword.
enum class Method { get, post, put, remove };

/// A request as a value: built and tested without a socket, sent in a separate step.
struct Request {
  Method method = Method::get;
  /// Absolute. `https://`, or `http://` for loopback addresses only.
  std::string url;
  RequestHeaders headers = {};
  std::string body = {};
  /// For connect, TLS, sending and the whole answer together; `Options::phases` bounds parts of it.
  std::chrono::milliseconds deadline{10'000};
  /// Never on a connection that has been used: for what must not be in doubt because the other side
  /// was closing it just then. Forms that mail a customer, above all.
  bool fresh_connection = false;
  /// Changes nothing on the other side, although it is no GET (a search that is a POST): cut off,
  /// it is `unreachable` or `timed_out` and never `uncertain`, and it may be sent again like a GET.
  bool safe_to_repeat = false;
};

/// An answer of whatever status: which statuses are failures, the caller knows.
struct Response {
  int status = 0;
  Headers headers;
  std::string body;

  /// The first header of this name, names compared without regard to case (RFC 9110, 5.1).
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
  /// All headers of this name, in order (`Set-Cookie` comes several times).
  [[nodiscard]] std::vector<std::string_view> all_headers(std::string_view name) const;
};

/// Speaks HTTP/1.1 for every adapter, over connections that are used again while they are open.
/// Redirects are answers, never followed here: a credential must not reach a host it was not meant
/// for. Outlives the requests; for one thread.
class Client {
 public:
  virtual ~Client() = default;

  /// `system` names the other side in errors ("Mailgun"). Errors:
  ///  - `invalid`: the URL is none, or is http:// to a host that is not loopback
  ///  - `refused`: the other side wants another client certificate, or one at all
  ///  - `unreachable`: no connection, TLS not verified, or cut before the request was written
  ///  - `timed_out`: no connection in time, or the deadline passed before the request was written
  ///    whole
  ///  - `misunderstood`: the answer is not HTTP, or its body is over 8 MiB
  ///  - `uncertain`: the request was written, and what came was no whole answer: cut, too late, not
  ///    HTTP or too large (not for a GET or what is `safe_to_repeat`: those are `unreachable`,
  ///    `timed_out` or `misunderstood` then)
  /// Sentences about lateness say which limit has passed: "Mailgun: no connection within 3 s",
  /// "Mailgun did not begin to answer within 8 s", "Mailgun did not finish its answer within 10 s".
  /// Where a used connection turns out to be dead, the request is sent once more on a new one, if
  /// nothing can have come of it: it was not written whole, or it changes nothing and nothing of an
  /// answer came.
  virtual boost::asio::awaitable<Expected<Response>> send(std::string system, Request request) = 0;
};

std::unique_ptr<Client> create_client(boost::asio::any_io_executor executor, Options options);

/// Reads `Retry-After` as seconds or an HTTP date (RFC 9110, 10.2.3), at most an hour ahead.
std::optional<std::chrono::seconds> retry_after(const Response& response);

/// "application/x-www-form-urlencoded" of these fields, everything but unreserved characters
/// percent-encoded ("+" becomes "%2B").
std::string form_encode(const Headers& fields);

/// Percent-encodes everything but RFC 3986's unreserved characters.
std::string percent_encode(std::string_view text);

}  // namespace latchkey::http
