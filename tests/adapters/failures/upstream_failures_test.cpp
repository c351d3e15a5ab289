// Every way in which an upstream can fail, against every call of every adapter, at every question
// that the call asks: what comes of it stands in fault_table.cpp, and never reads as "nothing
// found".
#include "tests/adapters/failures/fault_table.hpp"
#include "tests/adapters/failures/faulty_upstream.hpp"
#include "tests/adapters/failures/upstreams.hpp"
#include "tests/doubles/loopback_server.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace latchkey::failures {
namespace {

using doubles::LoopbackServer;

std::string name_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid: return "invalid";
    case ErrorKind::refused: return "refused";
    case ErrorKind::not_found: return "not_found";
    case ErrorKind::rate_limited: return "rate_limited";
    case ErrorKind::timed_out: return "timed_out";
    case ErrorKind::unreachable: return "unreachable";
    case ErrorKind::unavailable: return "unavailable";
    case ErrorKind::misunderstood: return "misunderstood";
    case ErrorKind::uncertain: return "uncertain";
    case ErrorKind::not_configured: return "not_configured";
  }
  return "?";
}

const std::string& expected_of(const FaultRow& row, const Upstream& upstream, int good_answers) {
  static const std::string k_limited = "rate_limited";
  const bool is_over_soon = row.fault == "429 for a second, then fine";
  if (is_over_soon && !upstream.waits_for_limits) return k_limited;
  if (upstream.changes_rows) return row.change;
  if (!upstream.sends_form) return row.data;
  return good_answers == 0 ? row.page : row.form;
}

/// A sentence that a person can use, and no markup in a chat.
void expect_readable(const Error& error, const Upstream& upstream) {
  EXPECT_EQ(error.what.rfind(upstream.system, 0), 0U) << error.what;
  EXPECT_GT(error.what.size(), upstream.system.size() + 5) << error.what;
  EXPECT_EQ(error.vendor_text.find('<'), std::string::npos) << error.vendor_text;
}

/// Each spelling of "in ten minutes" is understood.
void expect_wait(const Error& error, const FaultRow& row) {
  if (row.fault == "429, no header") {
    EXPECT_FALSE(error.retry_after);
  } else if (row.fault.starts_with("429, ")) {
    EXPECT_TRUE(error.retry_after && error.retry_after->count() > 0 &&
                error.retry_after->count() <= 601);
  }
}

void expect_one_form(const Attempt& attempt, int good_answers) {
  EXPECT_LE(attempt.forms_sent, 1U) << "a second form could be a second mail";
  if (good_answers == 0 && attempt.outcome.error) {
    EXPECT_EQ(attempt.forms_sent, 0U);
  }
}

class UpstreamFailures : public testing::TestWithParam<Upstream> {
 protected:
  void meet(const FaultRow& row, int good_answers) {
    const auto& upstream = GetParam();
    const auto& expected = expected_of(row, upstream, good_answers);
    ASSERT_EQ(faults_.count(row.fault), 1U) << "no such fault";
    const auto& fault = faults_.at(row.fault);
    const bool only_at_first =
        fault.network != Network::works && fault.network != Network::nobody_listens;
    // A connection that is never made, or not trusted, has answered nothing before.
    if (expected == "-" || (only_at_first && good_answers > 0)) return;

    const auto attempt = ask_with_fault(upstream, fault, good_answers);
    const auto& error = attempt.outcome.error;
    EXPECT_EQ(error ? name_of(error->kind) : attempt.outcome.word, expected)
        << (error ? error->what : "");
    if (error) {
      expect_readable(*error, upstream);
      expect_wait(*error, row);
    }
    if (upstream.sends_form) expect_one_form(attempt, good_answers);
  }

  LoopbackServer other_host_{std::vector<doubles::Reaction>{doubles::json(200, "{}")}};
  std::map<std::string, Fault> faults_ = faults_by_name(other_host_.url());
};

TEST_P(UpstreamFailures, ComeToWhatTheTableSays) {
  for (const auto& row : fault_table()) {
    for (int good_answers = 0; good_answers < GetParam().questions; ++good_answers) {
      SCOPED_TRACE(row.fault + " after " + std::to_string(good_answers) + " good answers");
      meet(row, good_answers);
    }
  }
  EXPECT_EQ(other_host_.connections(), 0U) << "a credential left for another host";
}

// The good answers are good: otherwise the table would prove nothing.
TEST_P(UpstreamFailures, AreNotSeenWhereAllIsWell) {
  const Fault none{.reactions = {}, .then_fine = true};
  const auto attempt = ask_with_fault(GetParam(), none, 0);
  EXPECT_FALSE(attempt.outcome.error) << attempt.outcome.error->what;
  EXPECT_EQ(attempt.outcome.word, "fine");
  EXPECT_GE(attempt.requests, static_cast<std::size_t>(GetParam().questions));
}

INSTANTIATE_TEST_SUITE_P(Of, UpstreamFailures, testing::ValuesIn(upstreams()),
                         [](const auto& parameter) { return parameter.param.name; });

// A fault without a row would be met by nobody.
TEST(FaultTable, HasARowForEveryFault) {
  EXPECT_EQ(fault_table().size(), faults_by_name("http://127.0.0.1:1").size());
}

}  // namespace
}  // namespace latchkey::failures
