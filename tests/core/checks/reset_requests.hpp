#pragma once

#include "core/checks/reset_request.hpp"
#include "tests/doubles/sample_evidence.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>

namespace latchkey {

inline constexpr std::size_t k_here = 0;
inline constexpr std::size_t k_elsewhere = 1;

/// Where the check has something to say.
inline Finding first_finding(const Evidence& evidence) {
  const auto result = reset_request(evidence);
  EXPECT_FALSE(result.findings.empty());
  EXPECT_FALSE(result.not_applicable);
  return result.findings.empty() ? Finding{} : result.findings.front();
}

inline Evidence reset_elsewhere() {
  auto evidence = doubles::sample_evidence();
  evidence.services[k_elsewhere].mail = doubles::history(
      {doubles::delivered(doubles::k_reset, doubles::k_now - std::chrono::hours{2})});
  return evidence;
}

inline Evidence reset_here(TimePoint at) {
  auto evidence = doubles::sample_evidence();
  evidence.services[k_here].mail = doubles::history({doubles::delivered(doubles::k_reset, at)});
  evidence.services[k_here].accounts->rows[0].reset_password_sent_at = at;
  return evidence;
}

}  // namespace latchkey
