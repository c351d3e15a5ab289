#include "adapters/mailgun/json_question.hpp"

#include "adapters/http/json_answer.hpp"
#include "adapters/http/patient_get.hpp"
#include "adapters/mailgun/mailgun_error.hpp"
#include "core/base/clock.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace latchkey::mailgun {

boost::asio::awaitable<Expected<nlohmann::json>> json_question(const Options& options,
                                                               http::Client& http,
                                                               http::Request request,
                                                               http::Deadline deadline) {
  const auto response = co_await http::patient_get(http, "Mailgun", std::move(request), deadline);
  if (!response) co_return response.error();
  if (response->status != 200) co_return mailgun_error(options, *response, SystemClock{}.now());
  co_return http::json_answer("Mailgun", *response);
}

}  // namespace latchkey::mailgun
