#include "tests/harness/portal_app.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

namespace latchkey::harness {

PortalApp::PortalApp(PortalOptions options, PostgresServer& postgres)
    : postgres_(postgres),
      database_(postgres.create_database()),
      process_({LATCHKEY_TESTS_ROOT "/portal_app/start"},
               {{"DATABASE_URL", postgres.dsn(database_)},
                {"PORTAL_MAIL_JOURNAL", directory_.path() / "mails.jsonl"},
                {"PORTAL_PARANOID", options.paranoid ? "1" : "0"},
                {"PORTAL_DEVISE_49", options.devise_49 ? "1" : "0"},
                {"PORTAL_LOCALE", options.locale},
                {"PORTAL_CAPTCHA", options.captcha ? "1" : "0"},
                {"PORT", "0"}}) {
  const std::string line = process_.wait_for_line("portal listening on ");
  url_ = line.substr(line.find("http://"));
  url_.pop_back();
}

std::string PortalApp::reader_dsn() const {
  return postgres_.dsn(database_, "latchkey_reader");
}

void PortalApp::add_customer(Columns columns) const {
  for (const char* name : {"created_at", "updated_at"}) {
    const bool given = std::any_of(columns.begin(), columns.end(),
                                   [&](const auto& column) { return column.first == name; });
    if (!given) columns.emplace_back(name, "now");
  }
  postgres_.insert(database_, "customers", columns);
}

std::vector<std::vector<std::string>> PortalApp::execute(const std::string& sql) const {
  return postgres_.execute(database_, sql);
}

std::vector<PortalMail> PortalApp::mails() const {
  std::vector<PortalMail> mails;
  std::ifstream journal{directory_.path() / "mails.jsonl"};
  for (std::string line; std::getline(journal, line);) {
    const auto json = nlohmann::json::parse(line);
    mails.push_back({json.at("to"), json.at("subject"), json.at("kind")});
  }
  return mails;
}

}  // namespace latchkey::harness
