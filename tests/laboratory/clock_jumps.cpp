#include "tests/laboratory/clock_jumps.hpp"

#include "tests/laboratory/fault.hpp"

#include <fstream>
#include <string>

namespace latchkey::laboratory {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool k_sanitized = true;
#else
constexpr bool k_sanitized = false;
#endif

/// Below the folder of the machine's architecture.
std::filesystem::path find_library() {
  for (const auto& folder : std::filesystem::directory_iterator{"/usr/lib"}) {
    auto library = folder.path() / "faketime/libfaketimeMT.so.1";
    if (std::filesystem::exists(library)) return library;
  }
  throw Impossible("faketime is not installed");
}

}  // namespace

JumpingClock::JumpingClock() {
  if (k_sanitized) throw Impossible("a sanitizer lets no other library be loaded before it");
  library_ = find_library();
  set(std::chrono::minutes{0});
}

scenarios::Bot::Environment JumpingClock::environment() const {
  return {{"LD_PRELOAD", library_},
          {"FAKETIME_TIMESTAMP_FILE", directory_.path() / "offset"},
          {"FAKETIME_NO_CACHE", "1"},
          {"FAKETIME_DONT_FAKE_MONOTONIC", "1"}};
}

void JumpingClock::set(std::chrono::minutes ahead) const {
  // In one step: it is read at any moment.
  const auto file = directory_.path() / "offset";
  const auto next = directory_.path() / "next";
  std::ofstream{next} << (ahead.count() < 0 ? "" : "+") << ahead.count() << "m\n";
  std::filesystem::rename(next, file);
}

}  // namespace latchkey::laboratory
