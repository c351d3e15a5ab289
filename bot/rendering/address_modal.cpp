#include "bot/rendering/address_modal.hpp"

#include <cstddef>
#include <utility>

namespace latchkey::rendering {
namespace {

/// Slack: 2,000 characters in a label; addresses may be 254 long.
constexpr std::size_t k_label_at_most = 1'000;

std::string label(const std::vector<EmailAddress>& found) {
  if (found.size() < 2) return "Customer's email address";
  std::string text = "The message names several addresses. Which one? ";
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (text.size() + found[i].full().size() > k_label_at_most) break;
    text += (i > 0 ? ", " : "") + found[i].full();
  }
  return text;
}

}  // namespace

chat::Modal address_modal(std::string context, const std::vector<EmailAddress>& found) {
  chat::Modal modal{.title = "Check a sign-in",
                    .action = std::string{k_address_modal},
                    .context = std::move(context),
                    .submit = "Check",
                    .inputs = {}};
  modal.inputs.push_back({.name = std::string{k_address_input},
                          .label = label(found),
                          .placeholder = "jane.doe@acme.example",
                          .initial = found.size() == 1 ? found.front().full() : ""});
  return modal;
}

}  // namespace latchkey::rendering
