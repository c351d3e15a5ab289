#include "core/base/log_limit.hpp"

#include <utility>

namespace latchkey {

std::optional<int> LogLimit::note() {
  ++unwritten_;
  const auto now = clock_.now();
  if (written_at_ && now - *written_at_ < every_) return {};
  written_at_ = now;
  return std::exchange(unwritten_, 0);
}

}  // namespace latchkey
