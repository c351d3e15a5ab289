#include "adapters/chat/message_json.hpp"

#include <nlohmann/json.hpp>

namespace latchkey::chat {

using nlohmann::json;

// Names in the journal: what is renamed here cannot be read after an upgrade.
NLOHMANN_JSON_SERIALIZE_ENUM(Span::Kind, {{Span::Kind::plain, "plain"},
                                          {Span::Kind::bold, "bold"},
                                          {Span::Kind::code, "code"},
                                          {Span::Kind::quote, "quote"},
                                          {Span::Kind::link, "link"},
                                          {Span::Kind::user, "user"},
                                          {Span::Kind::group, "group"},
                                          {Span::Kind::date, "date"}})
NLOHMANN_JSON_SERIALIZE_ENUM(Block::Kind, {{Block::Kind::text, "text"},
                                           {Block::Kind::small_print, "small_print"},
                                           {Block::Kind::divider, "divider"},
                                           {Block::Kind::buttons, "buttons"}})
NLOHMANN_JSON_SERIALIZE_ENUM(Button::Style, {{Button::Style::plain, "plain"},
                                             {Button::Style::primary, "primary"},
                                             {Button::Style::danger, "danger"}})

namespace {

json kept_span(const Span& span) {
  json kept = {{"kind", span.kind}};
  if (!span.text.empty()) kept["text"] = span.text;
  if (!span.url.empty()) kept["url"] = span.url;
  if (span.kind == Span::Kind::date) kept["at"] = span.at.time_since_epoch().count();
  return kept;
}

Span read_span(const json& kept) {
  Span span{.kind = kept.at("kind").get<Span::Kind>(),
            .text = kept.value("text", std::string{}),
            .url = kept.value("url", std::string{})};
  if (span.kind == Span::Kind::date) {
    span.at = TimePoint{TimePoint::duration{kept.at("at").get<TimePoint::duration::rep>()}};
  }
  return span;
}

json kept_button(const Button& button) {
  json kept = {{"label", button.label},
               {"action", button.action},
               {"value", button.value},
               {"style", button.style}};
  if (button.confirm) {
    kept["confirm"] = {{"title", button.confirm->title},
                       {"text", button.confirm->text},
                       {"yes", button.confirm->yes},
                       {"no", button.confirm->no}};
  }
  return kept;
}

Button read_button(const json& kept) {
  Button button{.label = kept.at("label").get<std::string>(),
                .action = kept.at("action").get<std::string>(),
                .value = kept.at("value").get<std::string>(),
                .style = kept.at("style").get<Button::Style>()};
  if (const auto confirm = kept.find("confirm"); confirm != kept.end()) {
    button.confirm = Confirm{.title = confirm->at("title").get<std::string>(),
                             .text = confirm->at("text").get<std::string>(),
                             .yes = confirm->at("yes").get<std::string>(),
                             .no = confirm->at("no").get<std::string>()};
  }
  return button;
}

}  // namespace

json to_json(const Message& message) {
  json blocks = json::array();
  for (const auto& block : message.blocks) {
    json kept = {{"kind", block.kind}};
    for (const auto& span : block.text) kept["text"].push_back(kept_span(span));
    for (const auto& button : block.buttons) kept["buttons"].push_back(kept_button(button));
    blocks.push_back(std::move(kept));
  }
  return {{"summary", message.summary}, {"blocks", std::move(blocks)}};
}

Message read_message(const json& kept) {
  Message message{.summary = kept.at("summary").get<std::string>()};
  for (const auto& kept_block : kept.at("blocks")) {
    Block block{.kind = kept_block.at("kind").get<Block::Kind>()};
    for (const auto& span : kept_block.value("text", json::array())) {
      block.text.push_back(read_span(span));
    }
    for (const auto& button : kept_block.value("buttons", json::array())) {
      block.buttons.push_back(read_button(button));
    }
    message.blocks.push_back(std::move(block));
  }
  return message;
}

}  // namespace latchkey::chat
