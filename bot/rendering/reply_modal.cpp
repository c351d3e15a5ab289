#include "bot/rendering/reply_modal.hpp"

#include <utility>

namespace latchkey::rendering {

chat::Modal reply_modal(std::string context, const std::string& note, std::string reply) {
  chat::Modal modal{.title = "Draft reply",
                    .action = std::string{k_reply_modal},
                    .context = std::move(context),
                    .submit = "Post in thread",
                    .inputs = {},
                    .blocks = {},
                    .close = "Close"};
  if (!note.empty()) modal.blocks.push_back({.text = {chat::plain("⚠️ " + note)}});
  modal.inputs.push_back({.name = std::string{k_reply_input},
                          .label = "Reply to the customer",
                          .placeholder = {},
                          .initial = std::move(reply),
                          .multiline = true});
  return modal;
}

chat::Message posted_reply(const std::string& by, const std::string& reply) {
  chat::Message message{.summary = "A reply for the customer", .blocks = {}};
  message.blocks.push_back({.kind = chat::Block::Kind::small_print,
                            .text = {chat::plain("✉️ A reply for the customer, by "),
                                     chat::user(by), chat::plain(". Latchkey has not sent it.")}});
  message.blocks.push_back({.text = {chat::plain(reply)}});
  return message;
}

}  // namespace latchkey::rendering
