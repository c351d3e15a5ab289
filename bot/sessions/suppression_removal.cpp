#include "bot/sessions/suppression_removal.hpp"

#include "bot/sessions/kept_suppression.hpp"
#include "core/remedies/suppression_remedies.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace latchkey {
namespace {

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

/// What the list said when this diagnosis's lift took the address off.
boost::asio::awaitable<std::optional<Suppression>> lifted_row(Store& store,
                                                              std::string diagnosis_id,
                                                              SuppressionList list) {
  const auto presses = co_await store.presses(std::move(diagnosis_id));
  if (!presses) co_return std::nullopt;
  for (const auto& press : *presses) {
    const bool lifted = press.remedy == lift_of(list) && press.outcome == RemedyOutcome::lifted;
    if (auto row = read_suppression(press.note); lifted && row) co_return row;
  }
  co_return std::nullopt;
}

}  // namespace

boost::asio::awaitable<RemovalResult> change_list(SuppressionLists& lists, Store& store,
                                                  long long number, RemedyAttempt attempt) {
  if (const auto list = lifted_list(attempt.remedy)) {
    co_return co_await lift_row(lists, store, number, *list, std::move(attempt.customer));
  }
  const auto list = returned_list(attempt.remedy);
  if (!list) co_return RemovalResult{RemedyOutcome::failed, "this changes no list"};
  auto row = co_await lifted_row(store, std::move(attempt.diagnosis_id), *list);
  if (!row) {
    co_return RemovalResult{RemedyOutcome::failed, "what the list said is not known any more"};
  }
  co_return co_await put_row_back(lists, store, number, std::move(*row),
                                  std::move(attempt.customer));
}

boost::asio::awaitable<RemovalResult> look_after_change(SuppressionLists& lists,
                                                        RemedyAttempt attempt) {
  const auto lifted = lifted_list(attempt.remedy);
  const auto list = lifted ? lifted : returned_list(attempt.remedy);
  if (!list) co_return RemovalResult{};
  const auto found = co_await lists.find(std::move(attempt.customer));
  if (!found) co_return failed(found.error());
  const bool is_on_it = row_on(*found, *list).has_value();
  if (lifted && !is_on_it) co_return RemovalResult{RemedyOutcome::lifted};
  if (!lifted && is_on_it) co_return RemovalResult{RemedyOutcome::put_back};
  co_return RemovalResult{RemedyOutcome::failed, "Latchkey was interrupted before it was done"};
}

}  // namespace latchkey
