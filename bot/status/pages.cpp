#include "bot/status/pages.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace latchkey::status {

struct Pages::Page {
  std::string_view path;
  Answering (Pages::*answer)();
};

Pages::Pages(Now now, std::map<std::string, More> more)
    : now_(std::move(now)), more_(std::move(more)) {}

boost::asio::awaitable<HttpAnswer> Pages::answer(HttpQuestion question) {
  static constexpr std::array k_pages = {Page{"/healthz", &Pages::health},
                                         Page{"/readyz", &Pages::readiness}};
  const std::string_view target = question.target;
  const auto path = target.substr(0, target.find('?'));
  const auto* const page = std::find_if(k_pages.begin(), k_pages.end(),
                                        [&](const Page& one) { return one.path == path; });
  const auto another = more_.find(std::string{path});
  if (page == k_pages.end() && another == more_.end()) co_return HttpAnswer{404, "not found\n"};
  if (question.method != "GET") co_return HttpAnswer{405, "only GET\n"};
  if (another != more_.end()) {
    auto now = co_await now_();
    co_return co_await another->second(std::move(now));
  }
  co_return co_await (this->*page->answer)();
}

Pages::Answering Pages::health() {
  co_return HttpAnswer{200, "ok\n"};
}

Pages::Answering Pages::readiness() {
  const auto now = co_await now_();
  co_return HttpAnswer{is_ready(now) ? 200 : 503, to_text(now)};
}

}  // namespace latchkey::status
