#include "adapters/portal/form_probe.hpp"

#include "adapters/http/patient_get.hpp"
#include "adapters/portal/devise_answer.hpp"
#include "core/base/clock.hpp"

#include <utility>

namespace latchkey::portal {

boost::asio::awaitable<Expected<void>> probe_form(std::string service, std::string url,
                                                  std::chrono::milliseconds deadline,
                                                  http::Client& http) {
  http::Request request{.url = url, .headers = {{"Accept", "text/html"}}};
  const http::Deadline within{deadline};
  const auto page = co_await http::patient_get(http, service, std::move(request), within);
  if (!page) co_return page.error();
  const auto form = form_to_fill(service, url, *page, SystemClock{}.now());
  if (!form) co_return form.error();
  co_return Expected<void>{};
}

}  // namespace latchkey::portal
