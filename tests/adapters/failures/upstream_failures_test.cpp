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

/// A sentence that a person can use, and no markup in a chat.
void expect_readable(const Error& error, const Upstream& upstream) {
  EXPECT_EQ(error.what.rfind(upstream.system, 0), 0U) << error.what;
  EXPECT_GT(error.what.size(), upstream.system.size() + 5) << error.what;
  EXPECT_EQ(error.vendor_text.find('<'), std::string::npos) << error.vendor_text;
}

/// It ended with the limit that this call was given, not with one that holds for any.
void expect_own_limit(const Error& error, const Fault& fault) {
  if (!fault.takes_for_ever) return;
  EXPECT_EQ(error.what.find("within 10 s"), std::string::npos) << error.what;
}

/// Each spelling of "in ten minutes" is understood.
void expect_wait(const Error& error, const std::string& fault, const Upstream& upstream) {
  const bool reads_this =
      !upstream.reads_retry_after_alone || fault.starts_with("429, Retry-After");
  if (fault == "429, no header") {
    EXPECT_FALSE(error.retry_after);
  } else if (fault.starts_with("429, ") && reads_this) {
    EXPECT_TRUE(error.retry_after && error.retry_after->count() > 0 &&
                error.retry_after->count() <= 601);
  }
}

/// Nothing may happen twice, and nothing at all where the call ended before.
void expect_one_at_most(const Attempt& attempt, const Upstream& upstream, int good_answers) {
  EXPECT_LE(attempt.perhaps_acted_on, 1U) << "a second mail, a second call, a second message";
  const bool ended_before = good_answers == 0 && upstream.questions.size() > 1;
  if (ended_before && attempt.outcome.error) {
    EXPECT_EQ(attempt.perhaps_acted_on, 0U);
  }
}

class UpstreamFailures : public testing::TestWithParam<Upstream> {
 protected:
  void meet(const std::string& name, const FaultRow& row, int good_answers) {
    const auto& upstream = GetParam();
    const auto& expected = row.at(upstream.questions.at(static_cast<std::size_t>(good_answers)));
    ASSERT_EQ(faults_.count(name), 1U) << "no such fault";
    const auto& fault = faults_.at(name);
    const bool only_at_first =
        fault.network != Network::works && fault.network != Network::nobody_listens;
    // A connection that is never made, or not trusted, has answered nothing before.
    if (only_at_first && good_answers > 0) return;

    const auto attempt = ask_with_fault(upstream, fault, good_answers);
    const auto& error = attempt.outcome.error;
    EXPECT_EQ(error ? name_of(error->kind) : attempt.outcome.word, expected)
        << (error ? error->what : "");
    if (error) {
      expect_readable(*error, upstream);
      expect_own_limit(*error, fault);
      expect_wait(*error, name, upstream);
    }
    expect_one_at_most(attempt, upstream, good_answers);
  }

  LoopbackServer other_host_{std::vector<doubles::Reaction>{doubles::json(200, "{}")}};
  std::map<std::string, Fault> faults_ = faults_by_name(other_host_.url());
};

TEST_P(UpstreamFailures, ComeToWhatTheTableSays) {
  const auto questions = static_cast<int>(GetParam().questions.size());
  for (const auto& [fault, row] : fault_table()) {
    for (int good_answers = 0; good_answers < questions; ++good_answers) {
      SCOPED_TRACE(fault + " after " + std::to_string(good_answers) + " good answers");
      meet(fault, row, good_answers);
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
  EXPECT_GE(attempt.requests, GetParam().questions.size());
}

INSTANTIATE_TEST_SUITE_P(Of, UpstreamFailures, testing::ValuesIn(upstreams()),
                         [](const auto& parameter) { return parameter.param.name; });

// A fault without a row would be met by nobody.
TEST(FaultTable, HasARowForEveryFault) {
  EXPECT_EQ(fault_table().size(), faults_by_name("http://127.0.0.1:1").size());
}

}  // namespace
}  // namespace latchkey::failures
