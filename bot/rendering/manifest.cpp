#include "bot/rendering/manifest.hpp"

#include "bot/commands/since_example.hpp"
#include "bot/config/slack_needs.hpp"
#include "bot/rendering/foreign_text.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace latchkey::rendering {
namespace {

/// As it is where YAML takes it for the text that it is, between quotation marks otherwise.
std::string yaml_scalar(const std::string& text) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '/';
  };
  if (std::all_of(text.begin(), text.end(), plain)) return text;
  std::string quoted = "\"";
  for (const char c : one_line(text)) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

/// A list with its reasons in one column.
std::string yaml_list(const std::vector<SlackNeed>& needs, std::string_view indent) {
  std::size_t longest = 0;
  for (const SlackNeed& need : needs) longest = std::max(longest, need.name.size());
  std::string text;
  for (const SlackNeed& need : needs) {
    text += std::string{indent} + "- " + need.name + std::string(longest - need.name.size(), ' ') +
            "  # " + one_line(need.why) + "\n";
  }
  return text;
}

}  // namespace

std::string to_manifest(const Config& config) {
  const std::string command = config.slack.value_or(SlackConfig{}).command;
  std::string text =
      "# The Slack app that Latchkey is, as \"latchkey manifest --config FILE\" prints it.\n"
      "# Paste it at \"Create New App\" → \"From a manifest\".\n"
      "_metadata: {major_version: 1, minor_version: 1}\n"
      "display_information:\n"
      "  name: Latchkey\n"
      "  description: Says why a customer cannot sign in, and offers what helps\n"
      "features:\n"
      // No messages tab: what is typed there, nobody would answer.
      "  app_home: {home_tab_enabled: true, messages_tab_enabled: false}\n"
      "  bot_user: {display_name: Latchkey, always_online: true}\n"
      "  slash_commands:\n"
      "    - command: " +
      yaml_scalar(command) +
      "\n"
      "      description: Why can this customer not sign in?\n"
      "      usage_hint: customer@example.com [" +
      commands::since_example(config.mailgun.log_retention) +
      "] [service:NAME]\n"
      "      should_escape: true\n"
      "  shortcuts:\n"
      "    - name: Diagnose sign-in\n"
      "      type: message\n"
      "      callback_id: diagnose_message\n"
      "      description: Takes the address out of the message\n"
      "oauth_config:\n"
      "  scopes:\n"
      "    bot:\n";
  text += yaml_list(needed_scopes(config), "      ");
  text +=
      "settings:\n"
      "  event_subscriptions:\n"
      "    bot_events:\n";
  text += yaml_list(needed_events(config), "      ");
  text +=
      "  interactivity: {is_enabled: true}\n"
      "  socket_mode_enabled: true\n"
      "  org_deploy_enabled: false\n"
      "  token_rotation_enabled: false\n";
  return text;
}

}  // namespace latchkey::rendering
