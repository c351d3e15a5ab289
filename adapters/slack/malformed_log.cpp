#include "adapters/slack/malformed_log.hpp"

#include "adapters/slack/log_lines.hpp"

#include <spdlog/spdlog.h>

#include <chrono>

namespace latchkey::slack {

void MalformedLog::note(const std::string& why) {
  ++total_;
  ++unwritten_;
  const auto now = clock_.now();
  if (written_at_ && now - *written_at_ < std::chrono::minutes{1}) return;
  spdlog::warn(log_lines::malformed(unwritten_, why));
  written_at_ = now;
  unwritten_ = 0;
}

}  // namespace latchkey::slack
