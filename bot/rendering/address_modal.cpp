#include "bot/rendering/address_modal.hpp"

#include <cstddef>
#include <utility>

namespace latchkey::rendering {
namespace {

/// Slack: 75 characters in a choice; addresses may be 254 long.
constexpr std::size_t k_choice_at_most = 75;

/// The addresses to choose from; nothing where one has to be typed.
std::vector<std::string> choices(const std::vector<EmailAddress>& found) {
  std::vector<std::string> all;
  if (found.size() < 2) return all;
  for (const auto& address : found) {
    if (address.full().size() > k_choice_at_most) return {};
    all.push_back(address.full());
  }
  return all;
}

}  // namespace

chat::Modal address_modal(std::string context, const std::vector<EmailAddress>& found) {
  chat::Modal modal{.title = "Check a sign-in",
                    .action = std::string{k_address_modal},
                    .context = std::move(context),
                    .submit = "Check",
                    .inputs = {}};
  modal.inputs.push_back({.name = std::string{k_address_input},
                          .label = found.size() < 2
                                       ? "Customer's email address"
                                       : "The message names several addresses. Which one?",
                          .placeholder = "jane.doe@acme.example",
                          .initial = found.size() == 1 ? found.front().full() : "",
                          .choices = choices(found)});
  return modal;
}

}  // namespace latchkey::rendering
