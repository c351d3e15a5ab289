#include "deploy/sandbox/block_kit.hpp"

#include "deploy/sandbox/block_elements.hpp"
#include "deploy/sandbox/random_id.hpp"

#include <algorithm>

namespace latchkey::sandbox {
namespace {

using Names = std::set<std::string>;

constexpr std::size_t k_message_blocks = 50, k_view_blocks = 100;
constexpr std::size_t k_block_id = 255;
constexpr std::size_t k_section_text = 3000, k_field_text = 2000, k_fields = 10;
constexpr std::size_t k_header_text = 150, k_context_elements = 10, k_actions = 25;
constexpr std::size_t k_markdown_text = 12000, k_label = 2000;
constexpr std::size_t k_modal_title = 24, k_private_metadata = 3000;

void check_section(const Json& block, Names& used, BlockProblems& problems,
                   const std::string& pointer) {
  problems.check_keys(block, {"type", "block_id", "text", "fields", "accessory", "expand"},
                      pointer);
  const bool has_fields = block.contains("fields");
  problems.check_text(block, "text", k_section_text, !has_fields, false, pointer);
  if (has_fields) {
    const Json& fields = block.at("fields");
    if (!fields.is_array() || fields.empty() || fields.size() > k_fields) {
      problems.add("must have 1 to 10 items", pointer + "/fields");
    } else {
      for (std::size_t i = 0; i < fields.size(); ++i) {
        const Json holder{{std::to_string(i), fields[i]}};
        problems.check_text(holder, std::to_string(i).c_str(), k_field_text, true, false,
                            pointer + "/fields");
      }
    }
  }
  if (block.contains("accessory")) {
    check_element(block.at("accessory"), k_accessories, used, problems, pointer + "/accessory");
  }
}

/// Calls `check(element, pointer)` for each of the block's elements, of which there are 1 to
/// `most`.
template <class Check>
void each_element(const Json& block, std::size_t most, BlockProblems& problems,
                  const std::string& pointer, Check check) {
  const Json elements = block.value("elements", Json());
  if (!elements.is_array()) return problems.add("missing required field: elements", pointer);
  if (elements.empty()) problems.add("must have at least 1 item", pointer + "/elements");
  if (elements.size() > most) {
    problems.add("no more than " + std::to_string(most) + " items allowed", pointer + "/elements");
  }
  for (std::size_t i = 0; i < elements.size(); ++i) {
    check(elements[i], pointer + "/elements/" + std::to_string(i));
  }
}

void check_context(const Json& block, BlockProblems& problems, const std::string& pointer) {
  problems.check_keys(block, {"type", "block_id", "elements"}, pointer);
  each_element(block, k_context_elements, problems, pointer,
               [&](const Json& element, const std::string& where) {
                 Names none;
                 if (text_at(element, "type") == "image") {
                   return check_element(element, {"image"}, none, problems, where);
                 }
                 const auto slash = where.rfind('/');
                 const std::string name = where.substr(slash + 1);
                 problems.check_text(Json{{name, element}}, name.c_str(), k_section_text, true,
                                     false, where.substr(0, slash));
               });
}

void check_input(const Json& block, Names& used, BlockProblems& problems,
                 const std::string& pointer) {
  problems.check_keys(
      block, {"type", "block_id", "label", "element", "hint", "optional", "dispatch_action"},
      pointer);
  problems.check_text(block, "label", k_label, true, true, pointer);
  problems.check_text(block, "hint", k_label, false, true, pointer);
  if (!block.contains("element")) return problems.add("missing required field: element", pointer);
  check_element(block.at("element"), k_input_elements, used, problems, pointer + "/element");
}

void check_block(const Json& block, bool in_view, BlockProblems& problems,
                 const std::string& pointer) {
  if (!block.is_object()) return problems.add("must be an object", pointer);
  const std::string type = text_at(block, "type");
  problems.check_string(block, "block_id", k_block_id, false, pointer);
  Names used;
  if (type == "section") return check_section(block, used, problems, pointer);
  if (type == "context") return check_context(block, problems, pointer);
  if (type == "input") return check_input(block, used, problems, pointer);
  if (type == "divider") return problems.check_keys(block, {"type", "block_id"}, pointer);
  if (type == "header") {
    problems.check_keys(block, {"type", "block_id", "text"}, pointer);
    return problems.check_text(block, "text", k_header_text, true, true, pointer);
  }
  if (type == "actions") {
    problems.check_keys(block, {"type", "block_id", "elements"}, pointer);
    return each_element(block, k_actions, problems, pointer,
                        [&](const Json& element, const std::string& where) {
                          check_element(element, k_action_elements, used, problems, where);
                        });
  }
  if (type == "image") return check_element(block, {"image"}, used, problems, pointer);
  if (type == "markdown" && !in_view) {
    return problems.check_string(block, "text", k_markdown_text, true, pointer);
  }
  if (type == "rich_text" || (type == "table" && !in_view)) return;  // not looked into
  problems.add("unsupported type: " + type, pointer + "/type");
}

void check_blocks(const Json& blocks, bool in_view, BlockProblems& problems) {
  const std::size_t most = in_view ? k_view_blocks : k_message_blocks;
  if (!blocks.is_array()) return problems.add("must be an array", "/blocks");
  if (blocks.size() > most) {
    problems.add("no more than " + std::to_string(most) + " items allowed", "/blocks");
  }
  Names block_ids;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::string pointer = "/blocks/" + std::to_string(i);
    check_block(blocks[i], in_view, problems, pointer);
    const std::string id = text_at(blocks[i], "block_id");
    if (!id.empty() && !block_ids.insert(id).second) {
      problems.add("`block_id` \"" + id + "\" already exists", pointer + "/block_id");
    }
  }
}

}  // namespace

std::vector<std::string> message_block_problems(const Json& blocks) {
  BlockProblems problems;
  check_blocks(blocks, false, problems);
  return problems.take();
}

std::vector<std::string> modal_problems(const Json& view) {
  BlockProblems problems;
  problems.check_keys(
      view,
      {"type", "title", "blocks", "close", "submit", "private_metadata", "callback_id",
       "clear_on_close", "notify_on_close", "external_id", "submit_disabled"},
      "/view");
  if (text_at(view, "type") != "modal") problems.add("unsupported type", "/view/type");
  problems.check_text(view, "title", k_modal_title, true, true, "/view");
  problems.check_text(view, "close", k_modal_title, false, true, "/view");
  problems.check_text(view, "submit", k_modal_title, false, true, "/view");
  problems.check_string(view, "private_metadata", k_private_metadata, false, "/view");
  problems.check_string(view, "callback_id", k_block_id, false, "/view");
  problems.check_string(view, "external_id", k_block_id, false, "/view");
  if (!view.contains("blocks")) {
    problems.add("missing required field: blocks", "/view");
    return problems.take();
  }
  const Json& blocks = view.at("blocks");
  check_blocks(blocks, true, problems);
  const bool has_input =
      blocks.is_array() && std::any_of(blocks.begin(), blocks.end(), [](const Json& block) {
        return text_at(block, "type") == "input";
      });
  if (has_input && !view.contains("submit")) {
    problems.add("missing required field: submit (there is an input block)", "/view");
  }
  return problems.take();
}

std::vector<std::string> home_problems(const Json& view) {
  BlockProblems problems;
  problems.check_keys(view, {"type", "blocks", "private_metadata", "callback_id", "external_id"},
                      "/view");
  if (text_at(view, "type") != "home") problems.add("unsupported type", "/view/type");
  problems.check_string(view, "private_metadata", k_private_metadata, false, "/view");
  problems.check_string(view, "callback_id", k_block_id, false, "/view");
  problems.check_string(view, "external_id", k_block_id, false, "/view");
  if (view.contains("blocks")) {
    check_blocks(view.at("blocks"), true, problems);
  } else {
    problems.add("missing required field: blocks", "/view");
  }
  return problems.take();
}

Json with_generated_ids(Json blocks) {
  const auto fill = [](Json& element) {
    const std::string type = text_at(element, "type");
    const bool acts = k_action_elements.contains(type) || k_input_elements.contains(type);
    if (acts && text_at(element, "action_id").empty()) element["action_id"] = random_id(5);
  };
  for (Json& block : blocks) {
    if (text_at(block, "block_id").empty()) block["block_id"] = random_id(5);
    if (text_at(block, "type") == "actions") {
      for (Json& element : block["elements"]) fill(element);
    }
    if (block.contains("accessory")) fill(block["accessory"]);
    if (block.contains("element")) fill(block["element"]);
  }
  return blocks;
}

std::size_t text_length(const Json& blocks) {
  std::size_t sum = 0;
  for (const auto& [key, value] : blocks.items()) {
    if (value.is_structured())
      sum += text_length(value);
    else if (value.is_string() && key == "text")
      sum += characters(value.get_ref<const std::string&>());
  }
  return sum;
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace latchkey::sandbox
