#include "bot/wiring/status_pages.hpp"

#include "bot/watch/figures.hpp"
#include "bot/watch/overview_page.hpp"
#include "core/diagnosis/answer_within.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <utility>

namespace latchkey {
namespace {

/// Prometheus waits ten seconds, and the store was asked for a write before.
constexpr std::chrono::seconds k_store_within{2};

boost::asio::awaitable<watch::Figures> figures_of(ChatService& service, Observation& observation,
                                                  const status::Readiness& now) {
  watch::Figures figures{.ready = status::is_ready(now),
                         .slack = now.slack,
                         .slack_calls_waiting = service.slack_calls_waiting(),
                         .jobs = service.load(),
                         .systems = now.systems,
                         .process = watch::process_figures()};
  // A store that takes no write is not asked more.
  if (!now.store) co_return figures;
  auto question = observation.store.count_follow_ups();
  std::string system = "store";
  const auto open = co_await answer_within(std::move(question), k_store_within, std::move(system));
  if (open) figures.follow_ups = *open;
  co_return figures;
}

}  // namespace

status::Pages status_pages(ChatService& service, Observation& observation) {
  using status::HttpAnswer;
  using Answer = boost::asio::awaitable<HttpAnswer>;
  const auto metrics = [&service, &observation](status::Readiness now) -> Answer {
    const auto figures = co_await figures_of(service, observation, now);
    co_return HttpAnswer{.body = observation.metrics.text(figures),
                         .type = "text/plain; version=0.0.4; charset=utf-8"};
  };
  const auto overview = [&service, &observation](status::Readiness now) -> Answer {
    const auto figures = co_await figures_of(service, observation, now);
    const watch::Overview shown{.readiness = std::move(now),
                                .figures = figures,
                                .last_failures = observation.asked.last_failures(),
                                .newest = observation.diagnoses.all(),
                                .version = LATCHKEY_VERSION,
                                .started_at = observation.started_at,
                                .now = observation.clock.now()};
    co_return HttpAnswer{.body = watch::overview_page(shown),
                         .type = "text/html; charset=utf-8",
                         .policy = watch::overview_policy()};
  };
  return status::Pages{[&service] { return service.health(); },
                       {{"/metrics", metrics}, {"/", overview}}};
}

}  // namespace latchkey
