#pragma once

#include "tests/doubles/sample_evidence.hpp"

#include <initializer_list>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::doubles {

/// Evidence about Jane in which everything may be so or otherwise; the same seed gives the same.
class RandomEvidence {
 public:
  explicit RandomEvidence(unsigned seed) : random_(seed) {}

  Evidence make() {
    auto evidence = sample_evidence();
    auto& here = evidence.services[0];
    if (chance(4)) here.service.sign_in = SignIn::one_time_link;
    if (chance(2)) here.service.sign_in_link_form = "/customers/sign_in_link/new";
    const std::vector<MailKind> despite{MailKind::reset, MailKind::verification};
    if (chance(4)) evidence.services[1].service.sent_despite_suppression = despite;
    if (chance(3)) here.service.sent_despite_suppression = despite;
    for (auto& service : evidence.services) {
      service.accounts = accounts(service.service.name);
      service.mail = mail_log(service.service.name);
      service.suppressions = lists(service.service.name);
    }
    return evidence;
  }

 private:
  /// True once in `of` times.
  bool chance(unsigned of) { return random_() % of == 0; }

  template <class T>
  T one_of(std::initializer_list<T> values) {
    return *(values.begin() + random_() % values.size());
  }

  TimePoint some_time() {
    return k_now - one_of<std::chrono::minutes>({minutes{5}, minutes{29}, minutes{45}, hours{3},
                                                 hours{7}, hours{23}, days{2}, days{12}});
  }

  template <class T>
  Field<T> field(std::initializer_list<T> values) {
    if (chance(8)) return Field<T>{};
    if (chance(8)) return Field<T>::unreadable();
    if (chance(3)) return Field<T>::empty();
    return Field<T>{one_of<T>(values)};
  }

  Field<TimePoint> time_field() { return field<TimePoint>({some_time(), some_time()}); }

  Account some_account() {
    const auto* address = one_of<const char*>({"jane.doe@acme.example", "jane.doe@acme.example",
                                               "Jane.Doe@acme.example", "jane_doe@acme.example",
                                               "janedoe@acme.example", "old@acme.example"});
    auto row = account(std::to_string(++accounts_made_), address,
                       one_of<const char*>({"Jane Doe", "Bob Ray", ""}));
    if (chance(2)) return row;
    row.confirmed_at = time_field();
    row.unconfirmed_email = field<std::string>({jane().full(), "jane@new.example"});
    row.reset_password_sent_at = time_field();
    row.current_sign_in_at = time_field();
    row.locked_at = time_field();
    row.state = field<std::string>({"active", "blocked", "locked", "hibernated"});
    row.login_activated = field<bool>({true, true, false});
    row.provider = field<std::string>({"gitlab", "saml", ""});
    row.has_password = field<bool>({true, false});
    return row;
  }

  Expected<AccountsFound> accounts(const std::string& name) {
    if (chance(8)) return timed_out(name);
    std::vector<Account> rows;
    for (auto count = random_() % 3; count > 0; --count) rows.push_back(some_account());
    return found(std::move(rows));
  }

  std::vector<MailEvent> some_mail() {
    const auto* subject = one_of<const char*>(
        {k_reset, k_reset, k_confirmation, k_link, k_verification, "Your invoice"});
    const auto at = some_time();
    switch (random_() % 9) {
      case 0: return bounced(subject, at);
      case 1: return suppressed(subject, at);
      case 2: return failed(subject, at, "espblock", 421);
      case 3: return failed(subject, at, "old", 602);
      case 4: return mail(subject, at, {MailEventType::rejected});
      case 5: return mail(subject, at, {MailEventType::accepted});
      case 6: return mail(subject, at, {MailEventType::failed_temporarily});
      default: return delivered(subject, at);
    }
  }

  Expected<MailHistory> mail_log(const std::string& name) {
    if (chance(8)) return timed_out("Mail log of " + name);
    MailHistory log;
    for (auto count = random_() % 4; count > 0; --count) {
      const auto lines = some_mail();
      log.events.insert(log.events.end(), lines.begin(), lines.end());
    }
    log.complete = !chance(8);
    return log;
  }

  Expected<SuppressionsFound> lists(const std::string& name) {
    if (chance(8)) return timed_out("Suppression lists of " + name);
    SuppressionsFound rows;
    if (chance(3)) rows.rows.push_back(bounce_row(some_time()));
    for (const auto list : {SuppressionList::complaints, SuppressionList::unsubscribes}) {
      if (!chance(6)) continue;
      Suppression row;
      row.list = list;
      row.tags = one_of<std::vector<std::string>>({{}, {"*"}, {"news"}});
      if (!chance(4)) row.created_at = some_time();
      rows.rows.push_back(std::move(row));
    }
    return rows;
  }

  std::mt19937 random_;
  int accounts_made_ = 0;
};

inline Evidence random_evidence(unsigned seed) {
  return RandomEvidence{seed}.make();
}

}  // namespace latchkey::doubles
