#include "core/diagnosis/holding_rows.hpp"

#include "core/diagnosis/mail_fate.hpp"
#include "core/diagnosis/wording.hpp"

#include <algorithm>
#include <optional>

namespace latchkey {
namespace {

/// The newest mail by which the lists can be judged: it arrived, or they held it back.
std::optional<Mail> newest_tried(const NextMail& next) {
  if (!next.from->mail) return std::nullopt;
  for (auto& mail : mails(next.from->service, *next.from->mail)) {
    const auto fate = fate_of(mail);
    const bool tells = arrived(fate) || was_suppressed(fate);
    if (tells && shows_what_lists_do(next, mail)) return std::move(mail);
  }
  return std::nullopt;
}

/// The service says so, and the log does not show that the provider heeds it no longer.
bool ignores_lists(const NextMail& next) {
  if (!is_sent_despite_suppression(next)) return false;
  const auto tried = newest_tried(next);
  return !tried || !was_suppressed(fate_of(*tried));
}

}  // namespace

std::vector<Suppression> holding_rows(const NextMail& next) {
  if (!next.from->suppressions || ignores_lists(next)) return {};
  auto rows = in_order(next.from->suppressions->rows);
  std::erase_if(rows, [&](const Suppression& row) {
    return !holds_back_all(row) || was_ignored(next, row) || is_overruled(next, row);
  });
  return rows;
}

bool is_overruled(const NextMail& next, const Suppression& row) {
  if (row.list != SuppressionList::bounces || !next.from->suppressions->allowlisted) return false;
  const auto tried = newest_tried(next);
  if (!tried) return true;
  const auto fate = fate_of(*tried);
  return fate != MailFate::suppressed_bounce && fate != MailFate::suppressed;
}

bool was_ignored(const NextMail& next, const Suppression& row) {
  if (!row.created_at || !next.from->mail) return false;
  for (const auto& mail : mails(next.from->service, *next.from->mail)) {
    const auto fate = fate_of(mail);
    const bool needed =
        std::find(next.kinds.begin(), next.kinds.end(), mail.kind) != next.kinds.end();
    if (mail.at <= *row.created_at || was_suppressed(fate)) return false;
    if (needed && arrived(fate) && shows_what_lists_do(next, mail)) return true;
  }
  return false;
}

std::string row_words(const Suppression& row, TimePoint now) {
  std::string words = "on " + list_name(row.list);
  if (row.created_at) words += ", put there " + ago(*row.created_at, now);
  const auto reason = row_reason(row);
  return reason.empty() ? words : words + ": " + reason;
}

}  // namespace latchkey
