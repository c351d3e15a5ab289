#include "bot/sessions/suppression_removal.hpp"

#include "core/remedies/lifted_row.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace latchkey {
namespace {

std::optional<Suppression> bounce_row(const SuppressionsFound& found) {
  const auto row = std::find_if(
      found.rows.begin(), found.rows.end(),
      [](const Suppression& candidate) { return candidate.list == SuppressionList::bounces; });
  if (row == found.rows.end()) return std::nullopt;
  return *row;
}

RemovalResult failed(const Error& error) {
  return {RemedyOutcome::failed, error.what};
}

}  // namespace

boost::asio::awaitable<RemovalResult> lift_bounce(SuppressionLists& lists, Store& store,
                                                  long long attempt, EmailAddress address) {
  const auto found = co_await lists.find(address);
  if (!found) co_return failed(found.error());
  const auto row = bounce_row(*found);
  if (!row) co_return RemovalResult{RemedyOutcome::lifted};
  auto note = lifted_note(*row);
  const auto kept = co_await store.note_remedy(attempt, std::move(note));
  if (!kept) co_return failed(kept.error());
  const auto lifted = co_await lists.lift(SuppressionList::bounces, std::move(address));
  if (!lifted) co_return failed(lifted.error());
  co_return RemovalResult{RemedyOutcome::lifted};
}

boost::asio::awaitable<RemovalResult> look_after_removal(SuppressionLists& lists,
                                                         EmailAddress address) {
  const auto found = co_await lists.find(std::move(address));
  if (!found) co_return failed(found.error());
  if (!bounce_row(*found)) co_return RemovalResult{RemedyOutcome::lifted};
  co_return RemovalResult{RemedyOutcome::failed, "Latchkey was interrupted before it was done"};
}

}  // namespace latchkey
