#include "core/diagnosis/holding_rows.hpp"

#include "core/diagnosis/mail_fate.hpp"
#include "core/diagnosis/wording.hpp"

#include <algorithm>

namespace latchkey {
namespace {

bool ignores_lists(const NextMail& next) {
  return next.from->service.resets_ignore_suppressions && next.known() &&
         next.kinds.front() == MailKind::reset;
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
  if (!next.from->mail) return true;
  const auto all = mails(next.from->service, *next.from->mail);
  const auto tried = std::find_if(all.begin(), all.end(), [](const Mail& mail) {
    const auto fate = fate_of(mail);
    return arrived(fate) || was_suppressed(fate);
  });
  if (tried == all.end()) return true;
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
    if (needed && arrived(fate)) return true;
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
