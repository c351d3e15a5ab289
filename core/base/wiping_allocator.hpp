#pragma once

#include <cstddef>
#include <cstring>
#include <memory>

namespace latchkey {

/// Overwrites with zeros what it takes back: for buffers in which a secret may come or leave, and
/// which move as they grow. (Nobody but their allocator sees what they leave behind.)
template <class T>
struct WipingAllocator {
  using value_type = T;

  WipingAllocator() = default;
  template <class U>
  WipingAllocator(const WipingAllocator<U>& /*other*/) noexcept {}

  T* allocate(std::size_t count) { return std::allocator<T>{}.allocate(count); }
  void deallocate(T* memory, std::size_t count) noexcept {
    explicit_bzero(memory, count * sizeof(T));
    std::allocator<T>{}.deallocate(memory, count);
  }

  template <class U>
  bool operator==(const WipingAllocator<U>& /*other*/) const noexcept {
    return true;
  }
};

}  // namespace latchkey
