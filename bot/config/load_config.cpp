#include "bot/config/load_config.hpp"

#include "bot/config/problems.hpp"
#include "bot/config/read_oncall.hpp"
#include "bot/config/read_onepassword.hpp"
#include "bot/config/read_service.hpp"
#include "bot/config/read_settings.hpp"
#include "bot/config/read_templates.hpp"
#include "bot/config/table_reader.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <system_error>
#include <utility>

namespace latchkey {
namespace {

/// A section that may be left out: read where it is there.
template <class T>
void read_section(TableReader& file, const std::string& key, T (*read)(TableReader), T& into) {
  const toml::table* table = file.table(key);
  if (table) into = read({*table, key, file.problems()});
}

std::vector<ServiceConfig> read_services(TableReader& file) {
  std::vector<ServiceConfig> services;
  std::set<std::string> names;
  for (const toml::table* table : file.tables("service")) {
    TableReader in{*table, "service", file.problems()};
    services.push_back(read_service(in));
    const std::string& name = services.back().name;
    if (!name.empty() && !names.insert(name).second) {
      in.error("name", "another [[service]] is called \"" + name + "\", too");
    }
  }
  if (!file.has("service")) {
    file.error("service", "missing: expected at least one [[service]], the site to diagnose");
  }
  return services;
}

Config read_file(TableReader& file) {
  Config config;
  if (const toml::table* slack = file.table("slack")) {
    config.slack = read_slack({*slack, "slack", file.problems()});
  }
  config.services = read_services(file);
  read_section(file, "mailgun", read_mailgun, config.mailgun);
  if (!file.has("mailgun")) file.error("mailgun", "missing: expected [mailgun] with its api_key");
  if (const toml::table* onepassword = file.table("onepassword")) {
    config.onepassword = read_onepassword({*onepassword, "onepassword", file.problems()});
  }
  read_section(file, "permissions", read_permissions, config.permissions);
  read_section(file, "limits", read_limits, config.limits);
  read_section(file, "store", read_store, config.store);
  read_section(file, "audit", read_audit, config.audit);
  read_section(file, "http", read_http, config.http);
  read_section(file, "privacy", read_privacy, config.privacy);
  read_section(file, "log", read_log, config.log);
  read_section(file, "run", read_run, config.run);
  read_section(file, "tls", read_tls, config.tls);
  read_section(file, "templates", read_templates, config.templates);
  if (const toml::table* oncall = file.table("oncall")) {
    config.oncall = read_oncall({*oncall, "oncall", file.problems()});
  }
  file.finish();
  return config;
}

}  // namespace

ConfigResult load_config(const std::string& path) {
  const auto unreadable = [&path](const std::string& why) {
    return ConfigResult{
        .config = {}, .errors = {path + ":1: the file cannot be read: " + why}, .warnings = {}};
  };
  // It opens like a file and fails at the first byte.
  std::error_code unknown;
  if (std::filesystem::is_directory(path, unknown)) return unreadable("it is a directory");
  errno = 0;
  std::ifstream in{path, std::ios::binary};
  if (!in) return unreadable(std::generic_category().message(errno));
  std::ostringstream text;
  text << in.rdbuf();
  return parse_config(text.str(), path);
}

ConfigResult parse_config(const std::string& text, const std::string& name) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return {.config = {},
            .errors = {name + ":" + std::to_string(error.source().begin.line) +
                       ": not valid TOML: " + std::string{error.description()}},
            .warnings = {}};
  }
  Problems problems{name};
  TableReader file{parsed.table(), "", problems};
  ConfigResult result;
  result.config = read_file(file);
  if (!file.has("onepassword")) refuse_op_references(parsed.table(), problems);
  result.errors = problems.errors();
  result.warnings = problems.warnings();
  if (!result.errors.empty()) result.config.reset();
  return result;
}

std::vector<std::string> missing_for_run(const Config& config, const std::string& path) {
  if (config.slack) return {};
  return {path + ":1: slack: missing: latchkey run needs [slack] with app_token and bot_token"};
}

}  // namespace latchkey
