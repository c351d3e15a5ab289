#include "bot/sessions/mail_recipient.hpp"

#include "core/remedies/remedy_mail.hpp"

#include <spdlog/spdlog.h>

#include <utility>
#include <vector>

namespace latchkey {

boost::asio::awaitable<std::optional<EmailAddress>> mail_recipient(ServiceSources source,
                                                                   RemedyId remedy,
                                                                   EmailAddress asked) {
  if (remedy != RemedyId::resend_confirmation) co_return asked;
  std::vector<EmailAddress> spellings(1, asked);
  const auto found =
      co_await source.accounts->find(std::move(spellings), Reach::look_alikes_where_none);
  if (found) co_return recipient_of(remedy, asked, *found);
  spdlog::warn("Whom a mail goes to could not be asked: {}", found.error().what);
  co_return std::nullopt;
}

}  // namespace latchkey
