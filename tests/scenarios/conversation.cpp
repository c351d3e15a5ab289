#include "tests/scenarios/conversation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <utility>

namespace latchkey::scenarios {
namespace {

constexpr std::string_view k_config = R"(
[slack]
api_url   = "{sandbox}/api/"
app_token = "xapp-sandbox"
bot_token = "xoxb-sandbox"
channels  = ["C0SUPPORT", "C0SHARED", "C0GENERAL"]

[[service]]
name        = "CustomersDot"
url         = "{portal}"
mail_domain = "customers.gitlab.com"
account_link = "{portal}/admin/customer/{{id}}"
[service.accounts]
kind  = "postgres"
dsn   = "{dsn}"
table = "customers"
[service.forms]
kind         = "devise"
confirmation = "/customers/confirmation/new"
password     = "/customers/password/new"

[[service]]
name        = "GitLab.com"
url         = "{sandbox}/gitlab"
mail_domain = "mg.gitlab.com"
[service.accounts]
kind  = "gitlab"
token = "sandbox-admin"

[mailgun]
api_url = "{sandbox}/mailgun"
api_key = "sandbox-key"

[permissions]
diagnose  = ["@support-team", "U0GUEST"]
remediate = ["@support-team"]

[run]
upstream_deadline = "2s"

[store]
url = "sqlite:{directory}/latchkey.db"
)";

harness::PortalApp& shared_portal() {
  static harness::PortalApp portal;
  return portal;
}

}  // namespace

Conversation::Conversation() : portal(shared_portal()) {
  portal.execute("DELETE FROM customers");
  earlier_mails_ = portal.mails().size();
  std::ofstream(config_file()) << fmt::format(
      k_config, fmt::arg("sandbox", sandbox.url()), fmt::arg("portal", portal.url()),
      fmt::arg("dsn", portal.reader_dsn()), fmt::arg("directory", directory_.path().string()));
}

std::string Conversation::config_file() const {
  return directory_.path() / "latchkey.toml";
}

void Conversation::start_bot() {
  bot_ = std::make_unique<harness::ChildProcess>(
      std::vector<std::string>{LATCHKEY_BIN, "run", "--config", config_file()});
  sandbox.wait_for_bot();
}

int Conversation::stop_bot() {
  bot_->send_signal(SIGTERM);
  return bot_->wait(std::chrono::seconds{30});
}

void Conversation::kill_bot() {
  bot_->send_signal(SIGKILL);
  bot_->wait(std::chrono::seconds{30});
}

void Conversation::add_customer(const std::string& email, harness::Columns columns) {
  harness::Columns row{{"email", email},
                       {"first_name", "Jane"},
                       {"last_name", "Doe"},
                       {"encrypted_password", "$2a$04$unusable"},
                       {"created_at", "2025-01-07 09:00:00"},
                       {"confirmed_at", "2025-01-07 09:05:00"},
                       {"current_sign_in_at", "2025-02-07 09:05:00"}};
  for (auto& [name, value] : columns) {
    const auto same = std::find_if(row.begin(), row.end(),
                                   [&](const auto& column) { return column.first == name; });
    if (same != row.end()) row.erase(same);
    if (value != "NULL") row.emplace_back(name, value);
  }
  portal.add_customer(std::move(row));
}

void Conversation::add_mail(const std::string& domain, const std::string& email,
                            const std::string& subject, const std::string& at) {
  const Json events =
      Json::array({{{"event", "accepted"}, {"at", at}}, {{"event", "delivered"}, {"at", at}}});
  sandbox.post(
      "/sandbox/mail",
      {{"domain", domain}, {"recipient", email}, {"subject", subject}, {"events", events}});
}

std::vector<harness::PortalMail> Conversation::mails() const {
  auto all = portal.mails();
  all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(earlier_mails_));
  return all;
}

SeenMessage Conversation::diagnose(const std::string& email, const std::string& words) {
  sandbox.type(k_dana, k_support, "/diagnose " + email);
  return sandbox.wait_for(k_dana, "a conclusion with \"" + words + "\"",
                          [&](const SeenMessage& message) {
                            return message.thread.empty() && !message.only_for_me &&
                                   message.words.find(email) != std::string::npos &&
                                   message.words.find(words) != std::string::npos;
                          });
}

SeenMessage Conversation::buttons_of(const SeenMessage& root) {
  return sandbox.wait_for(k_dana, "the row of buttons", [&](const SeenMessage& message) {
    return message.thread == root.ts && message.has_button("Check again");
  });
}

SeenMessage Conversation::reply(const SeenMessage& root, const std::string& words) {
  return sandbox.wait_for(
      k_dana, "a reply with \"" + words + "\"", [&](const SeenMessage& message) {
        return message.thread == root.ts && message.words.find(words) != std::string::npos;
      });
}

}  // namespace latchkey::scenarios
