#include "deploy/sandbox/block_elements.hpp"

#include "deploy/sandbox/block_kit.hpp"

#include <algorithm>

namespace latchkey::sandbox {
namespace {

using Names = std::set<std::string>;

constexpr std::size_t k_id = 255;
constexpr std::size_t k_button_text = 75, k_button_value = 2000, k_button_url = 3000;
constexpr std::size_t k_confirm_title = 100, k_confirm_text = 300, k_confirm_label = 30;
constexpr std::size_t k_option_text = 75, k_option_value = 150, k_options = 100;
constexpr std::size_t k_overflow_options = 5, k_choice_options = 10;
constexpr std::size_t k_placeholder = 150, k_alt_text = 2000;

bool is_style(const Json& value) {
  return value == "primary" || value == "danger";
}

void check_confirm(const Json& confirm, BlockProblems& problems, const std::string& pointer) {
  if (!confirm.is_object()) return problems.add("must be an object", pointer);
  problems.check_keys(confirm, {"title", "text", "confirm", "deny", "style"}, pointer);
  problems.check_text(confirm, "title", k_confirm_title, true, true, pointer);
  problems.check_text(confirm, "text", k_confirm_text, true, false, pointer);
  problems.check_text(confirm, "confirm", k_confirm_label, true, true, pointer);
  problems.check_text(confirm, "deny", k_confirm_label, true, true, pointer);
  if (confirm.contains("style") && !is_style(confirm.at("style"))) {
    problems.add("must be one of: primary, danger", pointer + "/style");
  }
}

void check_button(const Json& button, BlockProblems& problems, const std::string& pointer) {
  problems.check_keys(
      button,
      {"type", "text", "action_id", "url", "value", "style", "confirm", "accessibility_label"},
      pointer);
  problems.check_text(button, "text", k_button_text, true, true, pointer);
  problems.check_string(button, "value", k_button_value, false, pointer);
  problems.check_string(button, "url", k_button_url, false, pointer);
  problems.check_string(button, "accessibility_label", k_button_text, false, pointer);
  if (button.contains("style") && !is_style(button.at("style"))) {
    problems.add("must be one of: primary, danger", pointer + "/style");
  }
}

void check_options(const Json& element, std::size_t fewest, std::size_t most,
                   BlockProblems& problems, const std::string& pointer) {
  if (element.contains("option_groups")) return;
  const Json options = element.value("options", Json());
  if (!options.is_array()) return problems.add("missing required field: options", pointer);
  if (options.size() < fewest) {
    problems.add("must have at least " + std::to_string(fewest) + " items", pointer + "/options");
  }
  if (options.size() > most) {
    problems.add("no more than " + std::to_string(most) + " items allowed", pointer + "/options");
  }
  for (std::size_t i = 0; i < options.size(); ++i) {
    const std::string where = pointer + "/options/" + std::to_string(i);
    problems.check_text(options[i], "text", k_option_text, true, false, where);
    problems.check_string(options[i], "value", k_option_value, true, where);
  }
}

void check_image(const Json& image, BlockProblems& problems, const std::string& pointer) {
  problems.check_string(image, "alt_text", k_alt_text, true, pointer);
  if (!image.contains("image_url") && !image.contains("slack_file")) {
    problems.add("missing required field: image_url", pointer);
  }
}

}  // namespace

const Names k_action_elements{"button",
                              "static_select",
                              "external_select",
                              "users_select",
                              "conversations_select",
                              "channels_select",
                              "overflow",
                              "datepicker",
                              "timepicker",
                              "datetimepicker",
                              "checkboxes",
                              "radio_buttons",
                              "multi_static_select",
                              "multi_users_select"};
const Names k_accessories{"button",
                          "static_select",
                          "external_select",
                          "users_select",
                          "conversations_select",
                          "channels_select",
                          "overflow",
                          "datepicker",
                          "timepicker",
                          "checkboxes",
                          "radio_buttons",
                          "multi_static_select",
                          "multi_users_select",
                          "image"};
const Names k_input_elements{
    "plain_text_input", "email_text_input",    "url_text_input",     "number_input",
    "static_select",    "external_select",     "users_select",       "conversations_select",
    "channels_select",  "datepicker",          "timepicker",         "checkboxes",
    "radio_buttons",    "multi_static_select", "multi_users_select", "rich_text_input"};

void BlockProblems::add(const std::string& what, const std::string& pointer) {
  problems_.push_back("[ERROR] " + what + " [json-pointer:" + pointer + "]");
}

void BlockProblems::check_string(const Json& object, const char* key, std::size_t longest,
                                 bool required, const std::string& pointer) {
  if (!object.contains(key)) {
    if (required) add(std::string("missing required field: ") + key, pointer);
    return;
  }
  const std::string where = pointer + "/" + key;
  if (!object.at(key).is_string()) return add("must be a string", where);
  const std::size_t length = characters(object.at(key).get_ref<const std::string&>());
  if (length == 0 && required) add("must be more than 0 characters", where);
  if (length > longest)
    add("must be less than " + std::to_string(longest + 1) + " characters", where);
}

void BlockProblems::check_text(const Json& object, const char* key, std::size_t longest,
                               bool required, bool plain_only, const std::string& pointer) {
  if (!object.contains(key)) {
    if (required) add(std::string("missing required field: ") + key, pointer);
    return;
  }
  const std::string where = pointer + "/" + key;
  const Json& text = object.at(key);
  if (!text.is_object()) return add("must be a text object", where);
  const std::string type = text_at(text, "type");
  if (type != "plain_text" && (plain_only || type != "mrkdwn")) {
    add("must be one of: plain_text" + std::string(plain_only ? "" : ", mrkdwn"), where + "/type");
  }
  check_keys(text,
             type == "mrkdwn" ? Names{"type", "text", "verbatim"} : Names{"type", "text", "emoji"},
             where);
  check_string(text, "text", longest, true, where);
}

void BlockProblems::check_keys(const Json& object, const Names& known, const std::string& pointer) {
  for (const auto& [key, value] : object.items()) {
    if (!known.contains(key)) add("invalid additional property: " + key, pointer);
  }
}

void check_element(const Json& element, const Names& allowed_types, Names& used,
                   BlockProblems& problems, const std::string& pointer) {
  if (!element.is_object()) return problems.add("must be an object", pointer);
  const std::string type = text_at(element, "type");
  if (!allowed_types.contains(type)) {
    return problems.add("unsupported type: " + type, pointer + "/type");
  }
  if (type == "image") return check_image(element, problems, pointer);
  problems.check_string(element, "action_id", k_id, false, pointer);
  const std::string action_id = text_at(element, "action_id");
  if (!action_id.empty() && !used.insert(action_id).second) {
    problems.add("`action_id` \"" + action_id + "\" already exists", pointer + "/action_id");
  }
  if (element.contains("confirm")) {
    check_confirm(element.at("confirm"), problems, pointer + "/confirm");
  }
  problems.check_text(element, "placeholder", k_placeholder, false, true, pointer);
  if (type == "button") check_button(element, problems, pointer);
  if (type == "overflow") check_options(element, 1, k_overflow_options, problems, pointer);
  if (type == "checkboxes" || type == "radio_buttons") {
    check_options(element, 1, k_choice_options, problems, pointer);
  }
  if (type == "static_select" || type == "multi_static_select") {
    check_options(element, 1, k_options, problems, pointer);
  }
}

}  // namespace latchkey::sandbox
