#include "bot/rendering/evidence_buttons.hpp"

namespace latchkey::rendering {

chat::Block evidence_buttons(const Diagnosis& diagnosis, const std::string& diagnosis_id) {
  chat::Block block{.kind = chat::Block::Kind::buttons};
  if (diagnosis.timeline.size() > k_timeline_rows) {
    block.buttons.push_back(
        {.label = "Show all", .action = std::string{k_show_all}, .value = diagnosis_id});
  }
  block.buttons.push_back({.label = "Copy for the ticket",
                           .action = std::string{k_copy_for_ticket},
                           .value = diagnosis_id});
  return block;
}

}  // namespace latchkey::rendering
