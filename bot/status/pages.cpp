#include "bot/status/pages.hpp"

#include "bot/status/readiness.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace latchkey::status {

struct Pages::Page {
  std::string_view path;
  Answering (Pages::*answer)();
};

Pages::Pages(std::function<slack::ConnectionState()> slack, StoreProbe& store, Systems systems)
    : slack_(std::move(slack)), store_(store), systems_(std::move(systems)) {}

boost::asio::awaitable<HttpAnswer> Pages::answer(HttpQuestion question) {
  static constexpr std::array k_pages = {Page{"/healthz", &Pages::health},
                                         Page{"/readyz", &Pages::readiness}};
  const std::string_view target = question.target;
  const auto path = target.substr(0, target.find('?'));
  const auto* const page = std::find_if(k_pages.begin(), k_pages.end(),
                                        [&](const Page& one) { return one.path == path; });
  if (page == k_pages.end()) co_return HttpAnswer{404, "not found\n"};
  if (question.method != "GET") co_return HttpAnswer{405, "only GET\n"};
  co_return co_await (this->*page->answer)();
}

Pages::Answering Pages::health() {
  co_return HttpAnswer{200, "ok\n"};
}

Pages::Answering Pages::readiness() {
  auto store = co_await store_.ask();
  const Readiness now{.slack = slack_(), .store = std::move(store), .systems = systems_()};
  co_return HttpAnswer{is_ready(now) ? 200 : 503, to_text(now)};
}

}  // namespace latchkey::status
