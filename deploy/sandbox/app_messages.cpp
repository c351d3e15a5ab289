#include "deploy/sandbox/app_messages.hpp"

#include "deploy/sandbox/block_kit.hpp"

namespace latchkey::sandbox {
namespace {

// Measured by third parties, not documented: all texts of a message's blocks together.
constexpr std::size_t k_longest_blocks_text = 13200;

bool is_metadata(const Json& metadata) {
  return metadata.is_object() && !text_at(metadata, "event_type").empty() &&
         metadata.contains("event_payload") && metadata.at("event_payload").is_object();
}

}  // namespace

AppMessage make_app_message(const SlackState& slack, const Json& content,
                            std::size_t longest_text) {
  const auto& app = slack.scenario.app;
  const std::string text = text_at(content, "text");
  const Json blocks = content.value("blocks", Json());
  const bool has_blocks = blocks.is_array() && !blocks.empty();
  if (!blocks.is_null() && !blocks.is_array()) return {"invalid_blocks_format", {}, {}};
  if (has_blocks) {
    auto problems = message_block_problems(blocks);
    if (!problems.empty()) return {"invalid_blocks", std::move(problems), {}};
    if (text_length(blocks) > k_longest_blocks_text) return {"msg_blocks_too_long", {}, {}};
  }
  if (text.empty() && !has_blocks && !content.contains("attachments")) return {"no_text", {}, {}};
  if (characters(text) > longest_text) return {"msg_too_long", {}, {}};
  Json body{{"type", "message"},
            {"user", app.bot_user},
            {"bot_id", app.bot_id},
            {"app_id", app.id},
            {"team", slack.scenario.team.id},
            {"text", text},
            {"bot_profile",
             {{"id", app.bot_id},
              {"app_id", app.id},
              {"name", app.name},
              {"deleted", false},
              {"team_id", slack.scenario.team.id}}}};
  if (has_blocks) body["blocks"] = with_generated_ids(blocks);
  if (content.contains("metadata")) {
    if (!is_metadata(content.at("metadata"))) return {"invalid_metadata_format", {}, {}};
    body["metadata"] = content.at("metadata");
  }
  return {{}, {}, std::move(body)};
}

std::string thread_error(const Channel& channel, const std::string& thread_ts) {
  if (thread_ts.empty()) return {};
  const Message* parent = channel.message(thread_ts);
  if (parent == nullptr) return "thread_not_found";
  if (parent->is_reply() || parent->is_ephemeral()) return "cannot_reply_to_message";
  return {};
}

}  // namespace latchkey::sandbox
