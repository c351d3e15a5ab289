#pragma once

#include "bot/status/http_answer.hpp"
#include "bot/status/readiness.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <map>
#include <string>

namespace latchkey::status {

/// What each path says: `/healthz` that the event loop turns, `/readyz` whether commands are taken
/// on (200, or 503) and what hinders them.
class Pages {
 public:
  using Now = std::function<boost::asio::awaitable<Readiness>()>;
  /// A page of somebody else's about how we are now.
  using More = std::function<boost::asio::awaitable<HttpAnswer>(Readiness)>;

  /// `now` tries the store. `more`: further pages, by path.
  explicit Pages(Now now, std::map<std::string, More> more = {});

  /// 404 for other paths, 405 for other methods than GET.
  boost::asio::awaitable<HttpAnswer> answer(HttpQuestion question);

 private:
  using Answering = boost::asio::awaitable<HttpAnswer>;
  struct Page;

  Answering health();
  Answering readiness();

  Now now_;
  std::map<std::string, More> more_;
};

}  // namespace latchkey::status
