#include "deploy/sandbox/modal_state.hpp"

#include <algorithm>
#include <string>

namespace latchkey::sandbox {
namespace {

/// What was entered for the input block, or null.
Json entered_value(const Json& block, const Json& entered) {
  const std::string block_id = text_at(block, "block_id");
  const std::string action_id = text_at(block.at("element"), "action_id");
  if (!entered.is_object() || !entered.contains(block_id)) return nullptr;
  const Json& actions = entered.at(block_id);
  if (!actions.is_object() || !actions.contains(action_id)) return nullptr;
  const Json& input = actions.at(action_id);
  return input.is_object() ? input.value("value", Json()) : Json();
}

Json option_with_value(const Json& element, const Json& value) {
  for (const Json& option : element.value("options", Json::array())) {
    if (option.value("value", Json()) == value) return option;
  }
  return nullptr;
}

/// Nothing entered or nothing chosen, as the page sends it.
bool is_blank(const Json& value) {
  const std::string* text = value.get_ptr<const std::string*>();
  return text != nullptr ? text->empty() : value.is_array() && value.empty();
}

Json state_of(const Json& element, const Json& value) {
  const std::string type = text_at(element, "type");
  if (type == "static_select" || type == "radio_buttons") {
    return {{"type", type}, {"selected_option", option_with_value(element, value)}};
  }
  if (type == "checkboxes" || type == "multi_static_select") {
    Json chosen = Json::array();
    for (const Json& one : value.is_array() ? value : Json::array()) {
      const Json option = option_with_value(element, one);
      if (!option.is_null()) chosen.push_back(option);
    }
    return {{"type", type}, {"selected_options", std::move(chosen)}};
  }
  if (type == "users_select") return {{"type", type}, {"selected_user", value}};
  if (type == "channels_select") return {{"type", type}, {"selected_channel", value}};
  if (type == "conversations_select") return {{"type", type}, {"selected_conversation", value}};
  if (type == "datepicker") return {{"type", type}, {"selected_date", value}};
  if (type == "timepicker") return {{"type", type}, {"selected_time", value}};
  // An input that was left empty arrives as null, not as an empty text.
  return {{"type", type}, {"value", is_blank(value) ? Json(nullptr) : value}};
}

template <class Visit>
void each_input(const Json& view, Visit visit) {
  for (const Json& block : view.value("blocks", Json::array())) {
    if (text_at(block, "type") == "input" && block.contains("element")) visit(block);
  }
}

}  // namespace

Json submitted_values(const Json& view, const Json& entered) {
  Json values = Json::object();
  each_input(view, [&](const Json& block) {
    const Json& element = block.at("element");
    values[text_at(block, "block_id")][text_at(element, "action_id")] =
        state_of(element, entered_value(block, entered));
  });
  return values;
}

Json unfilled_inputs(const Json& view, const Json& entered) {
  Json errors = Json::object();
  each_input(view, [&](const Json& block) {
    const Json value = entered_value(block, entered);
    const bool is_empty = value.is_null() || is_blank(value);
    if (is_empty && !flag_at(block, "optional")) {
      errors[text_at(block, "block_id")] = "Please complete this required field.";
    }
  });
  return errors;
}

}  // namespace latchkey::sandbox
