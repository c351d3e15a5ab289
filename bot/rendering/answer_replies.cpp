#include "bot/rendering/answer_replies.hpp"

#include "bot/rendering/evidence_buttons.hpp"
#include "bot/rendering/evidence_replies.hpp"

#include <iterator>
#include <utility>

namespace latchkey::rendering {

std::vector<chat::Message> answer_replies(const Diagnosis& diagnosis, ActionRow& row) {
  auto replies = evidence_replies(diagnosis);
  auto& last = replies.back();
  last.blocks.push_back(evidence_buttons(diagnosis, row.diagnosis_id));
  row.above = std::move(last.blocks);
  last.blocks = render(row).blocks;
  return replies;
}

}  // namespace latchkey::rendering
