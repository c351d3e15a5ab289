#include "adapters/gitlab/ask_gitlab.hpp"
#include "adapters/gitlab/gitlab.hpp"
#include "adapters/gitlab/gitlab_error.hpp"
#include "adapters/gitlab/user_row.hpp"
#include "adapters/http/concurrently.hpp"
#include "adapters/http/deadline.hpp"
#include "adapters/http/origin.hpp"
#include "core/base/recent_facts.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <utility>
#include <variant>

namespace latchkey::gitlab {
namespace {

namespace asio = boost::asio;
using nlohmann::json;

/// Each spelling is a search of its own: the likeliest ones only.
constexpr std::size_t k_spellings_max = 12;
/// Rows that are somebody else's at first sight. They come from matches on names, which an address
/// seldom is; more of them means that the search means something else than we think.
constexpr std::size_t k_strangers_max = 20;
/// All searches and whose the token is, and then all strangers' emails, with them the searches that
/// were left out at first: an answer takes two round trips. How many requests GitLab is sent
/// together, by all who ask, the client limits; its 2,000 a minute count the same whether they come
/// one after the other or not.
constexpr std::size_t k_at_once = k_strangers_max + k_spellings_max;
/// A minute's searches rest on one proof: asked together with them it takes no time, but a
/// diagnosis asks often. Not longer, since a token may be exchanged for another one while we run,
/// and its owner may cease to be an administrator: from then on every search answers with an empty
/// list.
constexpr std::chrono::minutes k_proof_serves_for{1};

using Rows = std::vector<json>;
using Accounts = std::map<std::string, Account>;

/// What the second round asks for: a stranger's emails, or the rows of one more search.
struct Later {
  SecondaryEmails emails = {};
  Rows rows = {};
};

class UsersDirectory final : public AccountDirectory {
 public:
  UsersDirectory(Options options, http::Client& http, const Clock& clock)
      : options_(without_slash(std::move(options))),
        http_(http),
        proofs_(clock, k_proof_serves_for,
                [this](std::monostate) { return prove_administrator(); }) {}

  asio::awaitable<Expected<AccountsFound>> find(Spellings spellings, Reach reach) override;

 private:
  asio::awaitable<Expected<bool>> prove_administrator();
  asio::awaitable<Expected<Rows>> no_rows_but_proof();
  asio::awaitable<Expected<Rows>> search(EmailAddress spelling, http::Deadline deadline);
  asio::awaitable<Expected<SecondaryEmails>> emails_of(std::string id, http::Deadline deadline);
  asio::awaitable<Expected<Later>> emails_later(std::string id, http::Deadline deadline);
  asio::awaitable<Expected<Later>> search_later(EmailAddress spelling, http::Deadline deadline);
  asio::awaitable<Expected<AccountsFound>> second_round(Accounts first, Spellings spellings,
                                                        std::size_t searched,
                                                        http::Deadline deadline);
  [[nodiscard]] Expected<Accounts> accounts_by_id(const std::vector<Rows>& pages) const;
  [[nodiscard]] Error misunderstood(const std::string& why) const {
    return Error{ErrorKind::misunderstood, options_.service + ": " + why};
  }

  Options options_;
  http::Client& http_;
  /// That the token is an administrator's. Never kept where it is not, so that the bot need not be
  /// restarted once the owner was made one.
  RecentFacts<bool, std::monostate> proofs_;
};

bool has_any(const Account& account, const std::vector<EmailAddress>& spellings) {
  return std::any_of(spellings.begin(), spellings.end(),
                     [&](const EmailAddress& email) { return has_address(account, email); });
}

bool contains(const std::vector<std::string>& emails, const EmailAddress& asked) {
  return std::any_of(emails.begin(), emails.end(), [&](const std::string& email) {
    const auto address = EmailAddress::parse(email);
    return address && *address == asked;
  });
}

/// GitLab gives an address to one account only: where a row has the asked one as its primary
/// address, nobody else has it as a secondary one.
bool has_owner(const Accounts& accounts, const EmailAddress& asked) {
  return std::any_of(accounts.begin(), accounts.end(),
                     [&](const auto& entry) { return has_address(entry.second, asked); });
}

/// Moves those that have one of the spellings at first sight.
AccountsFound owners(Accounts& accounts, const std::vector<EmailAddress>& spellings) {
  AccountsFound found;
  found.shape = user_shape();
  for (auto entry = accounts.begin(); entry != accounts.end();) {
    if (has_any(entry->second, spellings)) {
      found.rows.push_back(std::move(entry->second));
      entry = accounts.erase(entry);
    } else {
      ++entry;
    }
  }
  return found;
}

asio::awaitable<Expected<AccountsFound>> UsersDirectory::find(Spellings spellings, Reach reach) {
  const http::Deadline deadline{options_.deadline};
  spellings = spellings.likeliest(k_spellings_max);
  const bool asked_first = reach == Reach::look_alikes_where_none;
  const std::size_t searched = asked_first ? 1 : spellings.list().size();
  std::function<asio::awaitable<Expected<Rows>>(std::size_t)> ask = [this, spellings,
                                                                     deadline](std::size_t index) {
    if (index == 0) return no_rows_but_proof();
    return search(spellings.list()[index - 1], deadline);
  };
  const auto pages = co_await http::concurrently<Rows>(1 + searched, k_at_once, std::move(ask));
  if (!pages) co_return pages.error();
  auto accounts = accounts_by_id(*pages);
  if (!accounts) co_return accounts.error();
  if (asked_first && has_owner(*accounts, spellings.list().front())) {
    co_return owners(*accounts, spellings.list());
  }
  co_return co_await second_round(*std::move(accounts), std::move(spellings), searched, deadline);
}

/// Keeps the rows that have one of the spellings: as the primary address, or as a confirmed
/// secondary one, which the row itself does not show. Fails where the asked address is a secondary
/// one of which an old version does not tell whether it was confirmed: neither "no account" nor an
/// account that signs in with it would be sure. Searches for the spellings from `searched` on
/// at the same time; whom only these find by another address is left out, since telling them apart
/// would take a third round.
asio::awaitable<Expected<AccountsFound>> UsersDirectory::second_round(Accounts first,
                                                                      Spellings spellings,
                                                                      std::size_t searched,
                                                                      http::Deadline deadline) {
  const auto& sought = spellings.list();
  auto found = owners(first, sought);
  std::vector<Account> strangers;
  for (auto& [id, account] : first) strangers.push_back(std::move(account));
  if (strangers.size() > k_strangers_max) {
    co_return misunderstood("the search found more than " + std::to_string(k_strangers_max) +
                            " accounts with other addresses");
  }
  std::function<asio::awaitable<Expected<Later>>(std::size_t)> ask =
      [this, &strangers, &sought, searched, deadline](std::size_t index) {
        if (index < strangers.size()) return emails_later(strangers[index].id, deadline);
        return search_later(sought[searched + index - strangers.size()], deadline);
      };
  const auto count = strangers.size() + sought.size() - searched;
  auto answers = co_await http::concurrently<Later>(count, k_at_once, std::move(ask));
  if (!answers) co_return answers.error();

  std::vector<Rows> pages;
  for (auto& answer : *answers) pages.push_back(std::move(answer.rows));
  auto others = accounts_by_id(pages);
  if (!others) co_return others.error();
  for (const auto& known : found.rows) others->erase(known.id);
  for (std::size_t i = 0; i < strangers.size(); ++i) {
    others->erase(strangers[i].id);
    auto& emails = (*answers)[i].emails;
    if (contains(emails.perhaps_confirmed, sought.front())) {
      co_return misunderstood(
          "an account has this address as a secondary one, and whether it was confirmed is not "
          "told");
    }
    strangers[i].secondary_emails = std::move(emails.confirmed);
    if (has_any(strangers[i], sought)) found.rows.push_back(std::move(strangers[i]));
  }
  auto more = owners(*others, sought);
  std::move(more.rows.begin(), more.rows.end(), std::back_inserter(found.rows));
  co_return found;
}

asio::awaitable<Expected<Later>> UsersDirectory::emails_later(std::string id,
                                                              http::Deadline deadline) {
  auto emails = co_await emails_of(std::move(id), deadline);
  if (!emails) co_return emails.error();
  Later later;
  later.emails = *std::move(emails);
  co_return later;
}

asio::awaitable<Expected<Later>> UsersDirectory::search_later(EmailAddress spelling,
                                                              http::Deadline deadline) {
  auto rows = co_await search(std::move(spelling), deadline);
  if (!rows) co_return rows.error();
  Later later;
  later.rows = *std::move(rows);
  co_return later;
}

/// One row per account, however many spellings found it.
Expected<Accounts> UsersDirectory::accounts_by_id(const std::vector<Rows>& pages) const {
  Accounts accounts;
  for (const auto& rows : pages) {
    for (const auto& row : rows) {
      if (!row.is_object()) return misunderstood("the search gave a row that is no user");
      if (!row.contains("email")) return not_an_administrator(options_);
      auto account = user_row(row);
      if (account.id.empty()) return misunderstood("the search gave a user without an id");
      if (!row["email"].is_string()) {
        return misunderstood("the search gave a user whose email is no text");
      }
      accounts.emplace(account.id, std::move(account));
    }
  }
  return accounts;
}

asio::awaitable<Expected<bool>> UsersDirectory::prove_administrator() {
  const auto owner = co_await ask_token_owner(options_, http_);
  if (!owner) co_return owner.error();
  if (!owner->is_administrator) co_return not_an_administrator(options_);
  co_return true;
}

/// One of the first round's questions: without its answer the others' prove nothing.
asio::awaitable<Expected<Rows>> UsersDirectory::no_rows_but_proof() {
  const auto proof = co_await proofs_.get({}, Freshness::recent);
  if (!proof) co_return proof.error();
  co_return Rows{};
}

asio::awaitable<Expected<Rows>> UsersDirectory::search(EmailAddress spelling,
                                                       http::Deadline deadline) {
  // An address has one owner, and fuzzy matches on names are few: a second page is already odd.
  constexpr int k_pages_max = 2;
  Rows rows;
  auto url = options_.url + "/api/v4/users?search=" + http::percent_encode(spelling.full()) +
             "&humans=true&per_page=100";
  for (int page = 0; page < k_pages_max; ++page) {
    auto answer = co_await ask_gitlab(options_, http_, std::move(url), deadline);
    if (!answer) co_return answer.error();
    if (!answer->body.is_array()) {
      co_return misunderstood("the search did not answer with a list of users");
    }
    for (auto& row : answer->body) rows.push_back(std::move(row));
    if (answer->next.empty()) co_return rows;
    if (!http::same_origin(answer->next, options_.url)) {
      co_return misunderstood("the next page of the search is on " + http::host_of(answer->next) +
                              ", to which the token is not sent");
    }
    url = std::move(answer->next);
  }
  co_return misunderstood("the search for one address found more than two pages of users");
}

asio::awaitable<Expected<SecondaryEmails>> UsersDirectory::emails_of(std::string id,
                                                                     http::Deadline deadline) {
  auto url = options_.url + "/api/v4/users/" + id + "/emails?per_page=100";
  const auto answer = co_await ask_gitlab(options_, http_, std::move(url), deadline);
  if (!answer) {
    // Deleted between the two questions: an administrator sees every account that is there. Any
    // other 404 comes from something that stands before GitLab.
    const auto& error = answer.error();
    if (error.kind == ErrorKind::not_found &&
        error.vendor_text.find("User Not Found") != std::string::npos) {
      co_return SecondaryEmails{};
    }
    co_return error;
  }
  auto emails = secondary_emails(answer->body);
  if (!emails) co_return misunderstood("a user's addresses did not come as a list of them");
  co_return *std::move(emails);
}

}  // namespace

std::unique_ptr<AccountDirectory> create_account_directory(Options options, http::Client& http,
                                                           const Clock& clock) {
  return std::make_unique<UsersDirectory>(std::move(options), http, clock);
}

}  // namespace latchkey::gitlab
