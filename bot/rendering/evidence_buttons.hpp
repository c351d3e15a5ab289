#pragma once

#include "adapters/chat/message.hpp"
#include "core/diagnosis/diagnosis.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace latchkey::rendering {

/// What a reader takes in at a glance; more rows of the timeline are shown on demand.
constexpr std::size_t k_timeline_rows = 12;

constexpr std::string_view k_show_all = "show_all";
constexpr std::string_view k_copy_for_ticket = "copy_for_ticket";

/// The buttons that show more of what was found; they change nothing.
chat::Block evidence_buttons(const Diagnosis& diagnosis, const std::string& diagnosis_id);

}  // namespace latchkey::rendering
