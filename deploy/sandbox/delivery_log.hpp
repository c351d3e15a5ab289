#pragma once
#include "deploy/sandbox/json.hpp"
#include "deploy/sandbox/scheduler.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>

namespace latchkey::sandbox {

/// What became of everything that was meant for the app, for tests to look at.
class DeliveryLog {
 public:
  /// Something new of this type; gives its number, counted from 0.
  std::size_t add(std::string type);
  /// It went out, for the first time or again.
  void sent(std::size_t number, TimePoint now);
  void acknowledged(std::size_t number, TimePoint now);
  /// Its three seconds passed, or no connection was open.
  void missed(std::size_t number);

  /// {number, type, sent, missed, acknowledged_after_ms: since it was sent last; null before}. Null
  /// for a number that is not known (any more).
  [[nodiscard]] Json entry(std::size_t number) const;
  /// All that are remembered, oldest first.
  [[nodiscard]] Json entries() const;

 private:
  struct Entry {
    std::string type;
    int sent = 0;
    int missed = 0;
    TimePoint sent_at;
    std::optional<std::chrono::milliseconds> acknowledged_after;
  };

  Entry* find(std::size_t number);

  std::deque<Entry> entries_;
  std::size_t forgotten_ = 0;
};

}  // namespace latchkey::sandbox
