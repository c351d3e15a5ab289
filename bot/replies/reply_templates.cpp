#include "bot/replies/reply_templates.hpp"

#include "bot/replies/built_in_replies.hpp"

#include <stdexcept>
#include <utility>
#include <variant>

namespace latchkey::replies {

std::vector<std::string> causes() {
  std::vector<std::string> names;
  for (const auto& [cause, text] : built_in_replies()) names.push_back(cause);
  return names;
}

ReplyTemplates::ReplyTemplates(OwnTemplates own) : templates_(std::move(own)) {
  for (const auto& [cause, text] : built_in_replies()) {
    auto parsed = ReplyTemplate::parse(text);
    auto* built_in = std::get_if<ReplyTemplate>(&parsed);
    if (!built_in) throw std::logic_error("the built-in reply for " + cause + " is broken");
    templates_.emplace(cause, std::move(*built_in));  // where there is no own one
  }
}

const ReplyTemplate& ReplyTemplates::of(const std::string& cause) const {
  const auto found = templates_.find(cause);
  return found == templates_.end() ? templates_.at("unknown") : found->second;
}

}  // namespace latchkey::replies
