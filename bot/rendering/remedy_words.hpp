#pragma once

#include "core/remedies/remedy.hpp"

#include <string_view>

namespace latchkey::rendering {

/// The words for one remedy. "for", not "to": with a changed address that waits, Devise mails the
/// new one.
struct RemedyWords {
  std::string_view thing;
  /// What was not done, where it failed.
  std::string_view not_done;
  std::string_view ask;
  std::string_view doing;
  std::string_view did;
  std::string_view would;
};

RemedyWords words(RemedyId remedy);

}  // namespace latchkey::rendering
