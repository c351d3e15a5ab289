#include "core/remedies/lifted_row.hpp"

#include "tests/doubles/sample_evidence.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

TEST(LiftedRow, IsReadAsItWasNoted) {
  const auto note = lifted_note(doubles::bounce_row(doubles::k_now, "5.2.1 disabled, since May"));
  EXPECT_EQ(note, "550 5.2.1 disabled, since May, since 2026-11-22T10:00:00Z");
  const auto row = read_lifted_note(note);
  EXPECT_EQ(row.reason, "550 5.2.1 disabled, since May");
  EXPECT_EQ(row.since, doubles::k_now);
}

TEST(LiftedRow, IsAllReasonWhereItHadNoDate) {
  Suppression undated;
  EXPECT_EQ(lifted_note(undated), "no reason given");
  undated.error = "disabled, since May";
  const auto row = read_lifted_note(lifted_note(undated));
  EXPECT_EQ(row.reason, "disabled, since May");
  EXPECT_FALSE(row.since);
}

}  // namespace
}  // namespace latchkey
