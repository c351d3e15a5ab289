#include "bot/doctor/account_checks.hpp"

#include "bot/config/secret_reference.hpp"
#include "bot/doctor/wording.hpp"
#include "core/diagnosis/wording.hpp"

#include <chrono>
#include <string>
#include <variant>
#include <vector>

namespace latchkey::doctor {
namespace {

/// Where the connection string stands; never the string, which may hold a password.
std::string dsn_of(const PostgresAccountsConfig& accounts) {
  const std::string key = "service.accounts.dsn";
  return is_secret_reference(accounts.dsn) ? key + " (" + accounts.dsn + ")" : key;
}

std::string step_for_postgres_refusal(const PostgresAccountsConfig& accounts, const Error& error) {
  if (error.reason == ErrorReason::not_let_in) {
    return "Correct role, password, database and TLS in " + dsn_of(accounts) +
           ", or let the role in there (pg_hba.conf): what the server says stands in brackets.";
  }
  const std::string grant = "GRANT SELECT ON " + accounts.table + " TO the role";
  if (error.reason == ErrorReason::column_missing) {
    return grant +
           ", or name the column that holds the addresses: service.accounts.columns = "
           "{ email = \"…\" }.";
  }
  return grant + ".";
}

std::string step_for_postgres(const PostgresAccountsConfig& accounts, const Error& error) {
  switch (error.kind) {
    case ErrorKind::not_found:
      return "Correct service.accounts.table, or the database in " + dsn_of(accounts) + ".";
    case ErrorKind::refused: return step_for_postgres_refusal(accounts, error);
    case ErrorKind::not_configured:
      if (error.reason == ErrorReason::package_missing) return "Install this package.";
      return "Correct " + dsn_of(accounts) +
             ": it is whatever libpq takes, as \"host=… dbname=… user=…\" or postgresql://….";
    case ErrorKind::misunderstood:
      return "Check that service.accounts.table and columns name what the database has.";
    case ErrorKind::unreachable:
      return "Check that this machine reaches the host and port in " + dsn_of(accounts) +
             ": DNS, the firewall, the server's listen_addresses.";
    case ErrorKind::timed_out:
      if (error.reason != ErrorReason::slow_question) return usual_step(error, "the database");
      return "Look at what keeps the database busy; " + accounts.table +
             " needs an index on its addresses. run.upstream_deadline is how long an answer is "
             "waited for.";
    case ErrorKind::unavailable:
      if (error.reason != ErrorReason::failed_question) return usual_step(error, "the database");
      return "Ask " + accounts.table +
             " for a row as this role: what the server says to that stands in brackets.";
    default: return usual_step(error, "the database");
  }
}

std::string step_for_rest(const RestAccountsConfig& accounts, const Error& error) {
  const std::string header = "the header that service.accounts.authorization (" +
                             (accounts.authorization.empty() ? "not set" : accounts.authorization) +
                             ") gives";
  switch (error.kind) {
    case ErrorKind::refused: return "Correct " + header + ".";
    case ErrorKind::not_found: return "Correct service.accounts.url.";
    case ErrorKind::invalid:
      return "Compare service.accounts.url with how this API wants to be asked.";
    case ErrorKind::misunderstood:
      if (error.reason == ErrorReason::redirected) {
        return "Correct service.accounts.url; where it leads to a page to sign in at, correct " +
               header + ".";
      }
      return "Compare what " + accounts.url + " answers with service.accounts.list (\"" +
             accounts.list + "\") and fields.";
    default: return usual_step(error, accounts.url);
  }
}

std::string step_for_accounts(const ServiceConfig& service, const Error& error) {
  if (const auto* postgres = std::get_if<PostgresAccountsConfig>(&service.accounts)) {
    return step_for_postgres(*postgres, error);
  }
  if (const auto* rest = std::get_if<RestAccountsConfig>(&service.accounts)) {
    return step_for_rest(*rest, error);
  }
  return usual_step(error, service.url);
}

/// What the source does not have, and what it has and does not show.
struct Gaps {
  std::vector<std::string> unseen;
  std::vector<std::string> unreadable;

  template <class T>
  void look_at(const Field<T>& field, const std::string& name, const std::string& consequence) {
    if (!field.exists() && !consequence.empty()) {
      unseen.push_back("no " + name + ", so " + consequence + " not looked at");
    }
    if (field.exists() && !field.was_read()) unreadable.push_back(name);
  }
};

Gaps gaps_of(const Account& shape) {
  Gaps gaps;
  gaps.look_at(shape.confirmed_at, "confirmed_at", "confirmation is");
  gaps.look_at(shape.unconfirmed_email, "unconfirmed_email", "changes of address are");
  gaps.look_at(shape.last_sign_in_at, "last_sign_in_at", "sign-ins are");
  gaps.look_at(shape.locked_at, "locked_at", "locks are");
  gaps.look_at(shape.state, "state", "blocks are");
  // Services without these are many, and miss nothing.
  gaps.look_at(shape.confirmation_sent_at, "confirmation_sent_at", "");
  gaps.look_at(shape.reset_password_sent_at, "reset_password_sent_at", "");
  gaps.look_at(shape.current_sign_in_at, "current_sign_in_at", "");
  gaps.look_at(shape.failed_attempts, "failed_attempts", "");
  gaps.look_at(shape.login_activated, "login_activated", "");
  gaps.look_at(shape.provider, "provider", "");
  gaps.look_at(shape.has_password, "has_password", "");
  return gaps;
}

std::string joined_by_semicolons(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

/// The first few, and how many more.
std::string a_few_of(const std::vector<std::string>& names) {
  constexpr std::size_t k_named = 3;
  if (names.size() <= k_named + 1) return listed(names);
  const std::vector<std::string> first(names.begin(), names.begin() + k_named);
  std::string text;
  for (const std::string& name : first) text += name + ", ";
  return text + "and " + std::to_string(names.size() - k_named) + " more";
}

Check judge_role(const ServiceConfig& service, const portal::DatabaseRights& rights) {
  Check check{service.name, "database role", Status::warn, rights.role + " "};
  if (rights.superuser) {
    check.detail += "is a superuser";
  } else if (!rights.writable.empty()) {
    check.detail += "may write to " + a_few_of(rights.writable) +
                    (rights.may_create ? ", and create schemas or tables" : "");
  } else if (rights.may_create) {
    check.detail += "may create schemas or tables";
  } else {
    check.status = Status::ok;
    check.detail += "may only read";
    return check;
  }
  if (rights.replica) check.detail += " (this server is a standby and refuses it)";
  const auto& accounts = std::get<PostgresAccountsConfig>(service.accounts);
  check.next_step =
      "Give Latchkey a role of its own that may do nothing but GRANT SELECT (the columns it reads) "
      "ON " +
      accounts.table + ".";
  return check;
}

Check judge_secrets(const ServiceConfig& service, const portal::DatabaseRights& rights) {
  if (rights.readable_secrets.empty()) {
    return {service.name, "secret columns", Status::ok, "none can be read"};
  }
  return {service.name, "secret columns", Status::warn,
          rights.role + " may read " + listed(rights.readable_secrets) +
              ", which Latchkey never asks for",
          "Grant SELECT on single columns instead of the whole table, or give it a view."};
}

Check judge_replica(const ServiceConfig& service, const portal::DatabaseRights& rights) {
  constexpr std::chrono::minutes k_shown_in_evidence{1};
  if (!rights.replica) {
    return {service.name, "replica", Status::info, "a primary: each diagnosis asks it directly"};
  }
  if (!rights.lag) {
    return {service.name, "replica", Status::info, "it does not know how far it is behind"};
  }
  if (rights.lag->count() == 0) return {service.name, "replica", Status::ok, "keeps up"};
  const std::string lag = *rights.lag < k_shown_in_evidence
                              ? std::to_string(rights.lag->count()) + " s"
                              : format_age(*rights.lag);
  if (*rights.lag <= k_shown_in_evidence) {
    return {service.name, "replica", Status::ok, "keeps up, " + lag + " behind"};
  }
  return {service.name, "replica", Status::warn,
          lag + " behind: what customers did since then is not seen",
          "Look at the replication of this server."};
}

}  // namespace

Checks judge_accounts(const ServiceConfig& service, const Expected<AccountsFound>& found) {
  if (!found) {
    return {{service.name, "accounts", Status::fail, detail_of(service.name, found.error()),
             step_for_accounts(service, found.error())}};
  }
  Checks checks = {{service.name, "accounts", Status::ok, "can be asked for"}};
  // A web API shows what its items hold only where it has one to show.
  if (!std::holds_alternative<PostgresAccountsConfig>(service.accounts)) return checks;
  const Gaps gaps = gaps_of(found->shape);
  if (!gaps.unreadable.empty()) {
    checks.push_back({service.name, "columns", Status::warn,
                      "missing, or not to be read: " + listed(gaps.unreadable) +
                          "; the checks that need them stay unanswered",
                      "Grant SELECT on them, or correct service.accounts.columns."});
  }
  if (!gaps.unseen.empty()) {
    checks.push_back({service.name, "columns", Status::info, joined_by_semicolons(gaps.unseen)});
  }
  return checks;
}

Checks judge_rights(const ServiceConfig& service, const Expected<portal::DatabaseRights>& rights) {
  if (!rights) {
    return {{service.name, "database role", Status::warn, detail_of(service.name, rights.error()),
             step_for_accounts(service, rights.error())}};
  }
  return {judge_role(service, *rights), judge_secrets(service, *rights),
          judge_replica(service, *rights)};
}

Check judge_gitlab_token(const ServiceConfig& service, const Expected<gitlab::TokenProbe>& token) {
  const auto& accounts = std::get<GitlabAccountsConfig>(service.accounts);
  Check check{service.name, "token", Status::fail, "",
              "Put a personal access token of an administrator (scope read_user, and admin_mode "
              "where Admin Mode is on) where service.accounts.token (" +
                  accounts.token + ") points."};
  if (!token) {
    const Error& error = token.error();
    check.detail = detail_of(service.name, error);
    if (error.kind == ErrorKind::not_found || error.kind == ErrorKind::misunderstood) {
      check.next_step =
          "Correct service.url: GitLab's API is expected at " + service.url + "/api/v4.";
    } else {
      check.next_step = step_for(error, service.url, check.next_step);
      if (error.reason == ErrorReason::kept_out_on_the_way) {
        check.next_step =
            "Ask again in a quarter of an hour. Where it stays so, let this machine's address "
            "through what stands before GitLab.";
      }
    }
  } else if (!token->owner.is_administrator) {
    check.detail = token->owner.username +
                   " is not an administrator: GitLab hides other people's addresses, so \"no "
                   "account\" would prove nothing";
  } else if (!token->sees_addresses.value_or(true)) {
    check.detail = token->owner.username + " does not see other people's addresses";
  } else {
    return {service.name, "token", Status::ok,
            token->owner.username + ", an administrator who sees addresses"};
  }
  return check;
}

}  // namespace latchkey::doctor
