#include "bot/sessions/home_session.hpp"

#include "bot/rendering/home.hpp"
#include "bot/rendering/notices.hpp"
#include "bot/sessions/refusal_answer.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace latchkey {
namespace {

/// What fits a phone without scrolling. Each costs a question for its link.
constexpr std::size_t k_shown = 10;
/// Among them are those that were asked again in the same thread.
constexpr std::size_t k_looked_at = 40;

/// The newest of each thread and question.
std::vector<DiagnosisRecord> one_of_each(const std::vector<DiagnosisRecord>& newest) {
  std::vector<DiagnosisRecord> kept;
  for (const auto& record : newest) {
    const bool repeated = std::any_of(kept.begin(), kept.end(), [&](const auto& other) {
      return other.channel == record.channel && other.thread == record.thread &&
             other.email == record.email && other.service == record.service;
    });
    if (!repeated && kept.size() < k_shown) kept.push_back(record);
  }
  return kept;
}

}  // namespace

HomeSession::HomeSession(chat::ChatPlatform& platform, Authorization& authorization, Store& store,
                         const Clock& clock, HealthQuestion health, Options options)
    : platform_(platform),
      authorization_(authorization),
      store_(store),
      clock_(clock),
      health_(std::move(health)),
      options_(std::move(options)) {}

boost::asio::awaitable<void> HomeSession::show(chat::Request opened) {
  const auto verdict = co_await authorization_.check_person(opened, Permission::diagnose);
  chat::Message page;
  if (verdict.allowed()) {
    page = co_await page_of(opened.user);
  } else {
    page = refusal_answer(verdict, {}, options_.rules);
  }
  const auto shown = co_await platform_.show_home(opened.user, std::move(page));
  if (!shown) spdlog::warn("A home page could not be shown: {}", shown.error().what);
}

boost::asio::awaitable<chat::Message> HomeSession::page_of(std::string user) {
  const auto newest = co_await store_.newest_of(std::move(user), k_looked_at);
  if (!newest) {
    spdlog::error("A home page stays without checks: {}", newest.error().what);
    co_return rendering::store_unavailable();
  }
  auto health = co_await health_();
  rendering::Home home{.checks = {},
                       .health = std::move(health),
                       .as_of = clock_.now(),
                       .command = options_.command,
                       .mask_emails = options_.mask_emails};
  for (const auto& record : one_of_each(*newest)) {
    chat::MessageRef root{record.channel, record.root};
    const auto link = co_await platform_.link_to(std::move(root));
    home.checks.push_back(
        {record.email, record.service, record.cause, record.asked_at, link ? *link : ""});
  }
  co_return rendering::render(home);
}

}  // namespace latchkey
