#include "core/base/secret.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <string>
#include <utility>

namespace latchkey {
namespace {

/// What an allocator saw at the moments when memory was given back.
struct FreedMemory {
  std::size_t blocks = 0;
  std::size_t bytes_not_wiped = 0;
};
FreedMemory freed;

/// Memory of the heap that is looked at just before it is freed.
template <class T>
struct WatchingAllocator {
  using value_type = T;
  WatchingAllocator() = default;
  template <class U>
  explicit WatchingAllocator(const WatchingAllocator<U>& /*other*/) {}

  T* allocate(std::size_t count) {
    T* memory = std::allocator<T>{}.allocate(count);
    std::fill_n(memory, count, T{});  // so that every byte has a value to look at
    return memory;
  }
  void deallocate(T* memory, std::size_t count) {
    ++freed.blocks;
    freed.bytes_not_wiped +=
        count - static_cast<std::size_t>(std::count(memory, memory + count, T{}));
    std::allocator<T>{}.deallocate(memory, count);
  }
  bool operator==(const WatchingAllocator& /*other*/) const { return true; }
};

using Watched = BasicSecret<WatchingAllocator<char>>;
constexpr const char* k_long = "a-token-that-is-too-long-to-be-kept-inside-of-a-string-object";

class SecretMemory : public testing::Test {
 protected:
  SecretMemory() { freed = {}; }
};

TEST_F(SecretMemory, IsWipedBeforeItIsFreed) {
  { const Watched secret{k_long}; }
  EXPECT_EQ(freed.blocks, 1U);
  EXPECT_EQ(freed.bytes_not_wiped, 0U);
}

// That the test would see it.
TEST_F(SecretMemory, OfAPlainStringIsNot) {
  { const Watched::Text text{k_long}; }
  EXPECT_EQ(freed.blocks, 1U);
  EXPECT_GT(freed.bytes_not_wiped, 0U);
}

TEST_F(SecretMemory, IsWipedWhenAnotherIsAssigned) {
  Watched secret{k_long};
  const Watched longer{Watched::Text(200, 'y')};
  secret = longer;
  EXPECT_EQ(secret.reveal(), longer.reveal());
  secret = Watched{"short"};
  secret = Watched{Watched::Text(500, 'x')};
  EXPECT_EQ(secret.reveal().size(), 500U);
  EXPECT_EQ(freed.bytes_not_wiped, 0U);
}

TEST_F(SecretMemory, IsWipedBeyondTheEndOfAShorterText) {
  {
    Watched secret{k_long};
    const Watched other{"a shorter one, that fits into the memory of the first"};
    secret = other;
  }
  EXPECT_EQ(freed.bytes_not_wiped, 0U);
}

/// Does the object's own memory hold the text? Strings keep short ones in themselves. Read as
/// volatile: the compiler may believe nothing about memory whose object is gone.
bool holds(const std::array<unsigned char, sizeof(Secret)>& memory, const std::string& text) {
  const volatile unsigned char* bytes = memory.data();
  std::string seen;
  for (std::size_t i = 0; i < memory.size(); ++i) seen += static_cast<char>(bytes[i]);
  return seen.find(text) != std::string::npos;
}

TEST_F(SecretMemory, OfAShortOneIsWipedInTheObjectItself) {
  alignas(Secret) std::array<unsigned char, sizeof(Secret)> memory{};
  auto* secret = new (memory.data()) Secret{"hunter2"};
  ASSERT_TRUE(holds(memory, "hunter2")) << "this library keeps short texts elsewhere";
  secret->~Secret();
  EXPECT_FALSE(holds(memory, "hunter2"));
}

TEST_F(SecretMemory, OfAShortOneIsWipedWhereItWasMovedFrom) {
  alignas(Secret) std::array<unsigned char, sizeof(Secret)> memory{};
  auto* secret = new (memory.data()) Secret{"hunter2"};
  Secret moved{std::move(*secret)};
  EXPECT_FALSE(holds(memory, "hunter2"));
  *secret = Secret{"hunter3"};
  ASSERT_TRUE(holds(memory, "hunter3"));
  moved = std::move(*secret);
  EXPECT_FALSE(holds(memory, "hunter3"));
  EXPECT_EQ(moved.reveal(), "hunter3");
  secret->~Secret();
}

TEST(Secret, KeepsItsTextWhenAssignedToItself) {
  Secret secret{"hunter2"};
  const Secret& same = secret;
  secret = same;
  EXPECT_EQ(secret.reveal(), "hunter2");
}

TEST(Secret, CopiesStandAlone) {
  Secret first{"hunter2"};
  const Secret second = first;
  first = Secret{};
  EXPECT_TRUE(first.empty());
  EXPECT_EQ(second.reveal(), "hunter2");
}

TEST(Wipe, LeavesNothingAndTheTextUsable) {
  std::string text = "hunter2";
  wipe(text);
  EXPECT_EQ(text, "");
  text = "again";
  EXPECT_EQ(text, "again");
}

}  // namespace
}  // namespace latchkey
