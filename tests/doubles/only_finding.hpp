#pragma once

#include "core/diagnosis/finding.hpp"

#include <gtest/gtest.h>

namespace latchkey::doubles {

/// The finding of a check that applies and that has one thing to say.
inline Finding only_finding(const CheckResult& result) {
  EXPECT_EQ(result.findings.size(), 1U);
  EXPECT_FALSE(result.not_applicable);
  return result.findings.empty() ? Finding{} : result.findings.front();
}

}  // namespace latchkey::doubles
