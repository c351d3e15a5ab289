#include "bot/rendering/evidence_replies.hpp"

#include "bot/rendering/evidence_buttons.hpp"
#include "bot/rendering/foreign_text.hpp"
#include "bot/rendering/section_blocks.hpp"
#include "bot/rendering/sections.hpp"

#include <cstddef>
#include <string>
#include <utility>

namespace latchkey::rendering {
namespace {

/// Slack splits posts over 4,000 characters by itself.
constexpr std::size_t k_message_at_most = 3'500;

}  // namespace

std::vector<chat::Message> evidence_replies(const Diagnosis& diagnosis) {
  const std::string summary = "Why: " + one_line(diagnosis.conclusion.summary);
  std::vector<chat::Message> replies(1, chat::Message{.summary = summary, .blocks = {}});
  std::size_t used = 0;
  for (Section& section : sections(diagnosis, k_timeline_rows)) {
    for (chat::Block& block : section_blocks(std::move(section))) {
      const std::size_t more = shown_length(block.text);
      if (used > 0 && used + more > k_message_at_most) {
        replies.push_back({.summary = summary, .blocks = {}});
        used = 0;
      }
      used += more;
      replies.back().blocks.push_back(std::move(block));
    }
  }
  return replies;
}

}  // namespace latchkey::rendering
