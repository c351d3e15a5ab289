#pragma once

#include <cstring>
#include <string>

namespace latchkey {

/// Overwrites with zeros what the text holds and what its memory still holds of earlier texts. It
/// is empty afterwards. The compiler must not leave this out, as it may an assignment before the
/// end. What a growing text left behind in other places is beyond it.
template <class Allocator>
void wipe(std::basic_string<char, std::char_traits<char>, Allocator>& text) noexcept {
  text.resize(text.capacity());  // within its memory, so nothing moves and nothing throws
  explicit_bzero(text.data(), text.size());
  text.clear();
}

}  // namespace latchkey
