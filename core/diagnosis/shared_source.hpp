#pragma once

#include "core/addresses/spellings.hpp"
#include "core/base/clock.hpp"
#include "core/base/email_address.hpp"
#include "core/base/expected.hpp"
#include "core/base/recent_facts.hpp"
#include "core/diagnosis/service.hpp"
#include "core/ports/account_directory.hpp"
#include "core/ports/mail_log.hpp"
#include "core/ports/suppression_lists.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <compare>
#include <memory>
#include <optional>

namespace latchkey {

/// Where one service's questions go. The ports outlive the executor's work, not only the
/// investigation: a question that was given up is not waited for.
struct ServiceSources {
  Service service;
  AccountDirectory* accounts = nullptr;
  MailLog* mail = nullptr;
  SuppressionLists* suppressions = nullptr;
};

/// An answer, and when it was asked for.
template <class T>
struct Asked {
  T answer;
  TimePoint at;
};

/// The look-alikes of the address that was asked last: one diagnosis asks every service's directory
/// about the same, one right after the other, and finding some hundreds takes as long as several
/// answers. Not more of them, since each address's are some 50 KiB.
class NewestLookAlikes {
 public:
  Spellings of(const EmailAddress& asked);

 private:
  std::optional<Spellings> spellings_;
};

/// One service's systems, asked on behalf of everybody. Several people often ask about the same
/// customer at the same time: of identical questions under way only one goes to the system, and an
/// answer serves for some more seconds. Held by a shared pointer, since a question that was given
/// up may end after whoever asked it. `clock` outlives it; `look_alikes` is shared with the other
/// services.
class SharedSource : public std::enable_shared_from_this<SharedSource> {
 public:
  template <class T>
  using Answer = boost::asio::awaitable<Expected<Asked<T>>>;

  /// So short that what a person did meanwhile is seen by whoever looks again.
  static constexpr std::chrono::seconds k_answer_serves_for{5};

  SharedSource(ServiceSources ports, const Clock& clock,
               std::shared_ptr<NewestLookAlikes> look_alikes);

  [[nodiscard]] const Service& service() const { return ports_.service; }
  /// About the address and its look-alikes, as far as `reach` goes.
  Answer<AccountsFound> accounts(EmailAddress email, Reach reach, Freshness freshness);
  /// About the time from `since` before the question on.
  Answer<MailHistory> mail(EmailAddress recipient, std::chrono::seconds since, Freshness freshness);
  /// Mail to the likeliest other spellings of the address, in the same time.
  Answer<MailHistory> mail_to_look_alikes(EmailAddress asked, std::chrono::seconds since,
                                          Freshness freshness);
  Answer<SuppressionsFound> suppressions(EmailAddress address, Freshness freshness);

 private:
  struct AccountsQuestion {
    EmailAddress email;
    Reach reach;

    // NOLINTNEXTLINE(modernize-use-nullptr): there is none, nor a zero.
    auto operator<=>(const AccountsQuestion&) const = default;
  };
  struct MailQuestion {
    EmailAddress recipient;
    std::chrono::seconds since;

    // NOLINTNEXTLINE(modernize-use-nullptr): there is none, nor a zero.
    auto operator<=>(const MailQuestion&) const = default;
  };

  Answer<AccountsFound> ask_directory(AccountsQuestion question);
  Answer<MailHistory> ask_log(MailQuestion question);
  Answer<MailHistory> ask_log_about_look_alikes(MailQuestion question);
  Answer<SuppressionsFound> ask_lists(EmailAddress address);

  ServiceSources ports_;
  const Clock& clock_;
  std::shared_ptr<NewestLookAlikes> look_alikes_;
  RecentFacts<Asked<AccountsFound>, AccountsQuestion> accounts_;
  RecentFacts<Asked<MailHistory>, MailQuestion> mail_;
  RecentFacts<Asked<MailHistory>, MailQuestion> mail_to_look_alikes_;
  RecentFacts<Asked<SuppressionsFound>, EmailAddress> suppressions_;
};

}  // namespace latchkey
