#include "bot/sessions/suppression_removal.hpp"

#include "bot/sessions/kept_suppression.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace latchkey {
namespace {

const char* const k_interrupted = "Latchkey was interrupted before it was done";

std::optional<Suppression> row_on(const SuppressionsFound& found, SuppressionList list) {
  const auto row =
      std::find_if(found.rows.begin(), found.rows.end(),
                   [list](const Suppression& candidate) { return candidate.list == list; });
  if (row == found.rows.end()) return std::nullopt;
  return *row;
}

RemovalResult failed(const Error& error) {
  return {RemedyOutcome::failed, error.what};
}

}  // namespace

boost::asio::awaitable<RemovalResult> lift_row(SuppressionLists& lists, Store& store,
                                               long long attempt, SuppressionList list,
                                               EmailAddress address) {
  const auto found = co_await lists.find(address);
  if (!found) co_return failed(found.error());
  const auto row = row_on(*found, list);
  if (!row) co_return RemovalResult{RemedyOutcome::lifted};
  auto note = to_note(*row);
  const auto kept = co_await store.note_remedy(attempt, std::move(note));
  if (!kept) co_return failed(kept.error());
  const auto lifted = co_await lists.lift(list, std::move(address));
  if (!lifted) co_return failed(lifted.error());
  co_return RemovalResult{RemedyOutcome::lifted};
}

boost::asio::awaitable<RemovalResult> put_row_back(SuppressionLists& lists, Store& store,
                                                   long long attempt, Suppression row,
                                                   EmailAddress address) {
  const auto found = co_await lists.find(address);
  if (!found) co_return failed(found.error());
  const auto there = row_on(*found, row.list);
  auto note = to_note(there ? *there : row);
  const auto kept = co_await store.note_remedy(attempt, std::move(note));
  if (!kept) co_return failed(kept.error());
  if (!there) {
    const auto added = co_await lists.put_back(std::move(row), std::move(address));
    if (!added) co_return failed(added.error());
  }
  co_return RemovalResult{RemedyOutcome::put_back};
}

boost::asio::awaitable<RemovalResult> look_after_removal(SuppressionLists& lists,
                                                         SuppressionList list,
                                                         EmailAddress address) {
  const auto found = co_await lists.find(std::move(address));
  if (!found) co_return failed(found.error());
  if (!row_on(*found, list)) co_return RemovalResult{RemedyOutcome::lifted};
  co_return RemovalResult{RemedyOutcome::failed, k_interrupted};
}

boost::asio::awaitable<RemovalResult> look_after_return(SuppressionLists& lists,
                                                        SuppressionList list,
                                                        EmailAddress address) {
  const auto found = co_await lists.find(std::move(address));
  if (!found) co_return failed(found.error());
  if (row_on(*found, list)) co_return RemovalResult{RemedyOutcome::put_back};
  co_return RemovalResult{RemedyOutcome::failed, k_interrupted};
}

}  // namespace latchkey
