#pragma once

#include "core/base/wipe.hpp"

#include <memory>
#include <string>
#include <utility>

namespace latchkey {

/// A token or password. It cannot be printed by accident: `reveal()` is the one way to its text,
/// so that a search for that word finds every place that uses it.
///
/// Its memory is overwritten when it is destroyed, assigned to or moved from: what is freed turns
/// up again in buffers, and a short text stays in the object that it was moved out of. The
/// allocator is a parameter for the test's sake, which looks at memory just before it is freed.
template <class Allocator>
class BasicSecret {
 public:
  using Text = std::basic_string<char, std::char_traits<char>, Allocator>;

  BasicSecret() = default;
  explicit BasicSecret(Text text) : text_(std::move(text)) { wipe(text); }
  BasicSecret(const BasicSecret& other) = default;
  BasicSecret(BasicSecret&& other) noexcept : text_(std::move(other.text_)) { wipe(other.text_); }
  BasicSecret& operator=(const BasicSecret& other) {
    if (this == &other) return *this;
    wipe(text_);
    text_ = other.text_;
    return *this;
  }
  BasicSecret& operator=(BasicSecret&& other) noexcept {
    if (this == &other) return *this;
    wipe(text_);
    text_ = std::move(other.text_);
    wipe(other.text_);
    return *this;
  }
  ~BasicSecret() { wipe(text_); }

  [[nodiscard]] const Text& reveal() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }

 private:
  Text text_;
};

using Secret = BasicSecret<std::allocator<char>>;

}  // namespace latchkey
