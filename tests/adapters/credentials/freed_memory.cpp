#include "tests/adapters/credentials/freed_memory.hpp"

#include <malloc.h>

#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

namespace latchkey {
namespace {

thread_local FreedMemory* looking = nullptr;

void give_back(void* memory) noexcept {
  if (memory != nullptr) FreedMemory::look_at(memory, malloc_usable_size(memory));
  std::free(memory);
}

}  // namespace

FreedMemory::FreedMemory(std::string text) : text_(std::move(text)) {
  looking = this;
}

FreedMemory::~FreedMemory() {
  looking = nullptr;
}

void FreedMemory::look_at(const void* memory, std::size_t size) noexcept {
  if (looking == nullptr) return;
  const std::string& text = looking->text_;
  if (memmem(memory, size, text.data(), text.size()) != nullptr) ++looking->found_;
}

}  // namespace latchkey

void* operator new(std::size_t size) {
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc{};
}

void operator delete(void* memory) noexcept {
  latchkey::give_back(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
  latchkey::give_back(memory);
}
