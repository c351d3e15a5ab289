#pragma once

#include <string>
#include <utility>

namespace latchkey {

/// A token or password. It cannot be printed by accident: `reveal()` is the one way to its text,
/// so that a search for that word finds every place that uses it.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}

  [[nodiscard]] const std::string& reveal() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }

 private:
  std::string text_;
};

}  // namespace latchkey
