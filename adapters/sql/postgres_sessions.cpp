#include "adapters/sql/postgres_sessions.hpp"

#include <algorithm>

namespace latchkey::sql {
namespace {

/// On one connection, where all are busy: two more than the one that is answered. A diagnosis asks
/// once, so more wait only where the replica stands still, and then no later one would be answered
/// in time either.
constexpr int k_places = 3;

}  // namespace

PostgresSessions::Line::Line(const std::string& system, const Secret& dsn,
                             std::chrono::milliseconds deadline)
    : session(system, dsn, deadline), worker(system, k_places) {}

PostgresSessions::PostgresSessions(std::string system, Secret dsn,
                                   std::chrono::milliseconds deadline,
                                   std::chrono::milliseconds longest_idle)
    : system_(std::move(system)),
      dsn_(std::move(dsn)),
      deadline_(deadline),
      longest_idle_(longest_idle) {}

PostgresSessions::~PostgresSessions() {
  for (const auto& line : lines_) line->session.cut();
}

PostgresSessions::Line& PostgresSessions::free_line() {
  close_unused();
  const auto fewer_wait = [](const auto& a, const auto& b) {
    return a->worker.places_taken() < b->worker.places_taken();
  };
  // The first of several: the last ones get the chance to be of no use.
  auto line = std::min_element(lines_.begin(), lines_.end(), fewer_wait);
  const bool all_busy = line == lines_.end() || (*line)->worker.places_taken() > 0;
  if (all_busy && lines_.size() < k_most) {
    lines_.push_back(std::make_unique<Line>(system_, dsn_, deadline_));
    line = std::prev(lines_.end());
  }
  (*line)->asked_at = std::chrono::steady_clock::now();
  return **line;
}

void PostgresSessions::close_unused() {
  if (lines_.size() < 2) return;
  // After its deadline no coroutine waits for a line's thread any more.
  const auto too_old = std::chrono::steady_clock::now() - deadline_ - longest_idle_;
  const auto unused = [&](const auto& line) {
    return line->asked_at < too_old && line->worker.places_taken() == 0;
  };
  lines_.erase(std::remove_if(std::next(lines_.begin()), lines_.end(), unused), lines_.end());
}

}  // namespace latchkey::sql
