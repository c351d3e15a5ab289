#include "adapters/gitlab/gitlab_error.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace latchkey::gitlab {
namespace {

const TimePoint k_now = parse_time("2026-11-22T10:00:00Z").value();

Options options() {
  Options options;
  options.service = "GitLab.com";
  options.url = "https://gitlab.com";
  return options;
}

struct Row {
  int status;
  std::string body;
  ErrorKind kind;
  std::string what;
  std::string vendor_text;
};

// The five shapes of an error body, plain text and HTML among them.
TEST(GitLabError, ReadsEveryShapeOfErrorBody) {
  const std::vector<Row> rows = {
      {400, R"({"message":"400 (Bad request) \"search\" not given"})", ErrorKind::invalid,
       "400 bad request", "400 (Bad request) \"search\" not given"},
      {400, R"({"message":{"email":["has already been taken"],"bio":{"length":["too long"]}}})",
       ErrorKind::invalid, "400", "bio: length: too long, email: has already been taken"},
      {400, R"({"error":"search is invalid"})", ErrorKind::invalid, "400", "search is invalid"},
      {401, R"({"message":"401 Unauthorized"})", ErrorKind::refused,
       "the token is wrong, expired or revoked", "401 Unauthorized"},
      {401, R"({"error":"invalid_token","error_description":"Token was revoked."})",
       ErrorKind::refused, "expired or revoked", "Token was revoked."},
      {403, R"({"error":"insufficient_scope","error_description":"Needs a higher scope."})",
       ErrorKind::refused, "the token may not read users", "Needs a higher scope."},
      {403, "<html><title>Attention</title></html>", ErrorKind::unavailable,
       "blocked for some 15 minutes", ""},
      {403, "Forbidden", ErrorKind::unavailable, "by the edge", "Forbidden"},
      {404, R"({"message":"404 Not Found"})", ErrorKind::not_found,
       "no GitLab API below https://gitlab.com", "404 Not Found"},
      {429, "Retry later\n", ErrorKind::rate_limited, "429 too many requests", "Retry later\n"},
      {502, "<html>GitLab is not responding</html>", ErrorKind::unavailable, "502 bad gateway", ""},
      {409, R"({"message":["a","b"]})", ErrorKind::misunderstood, "409", "a, b"},
  };
  for (const auto& row : rows) {
    const auto error = gitlab_error(options(), {row.status, {}, row.body}, k_now);
    EXPECT_EQ(error.kind, row.kind) << row.body;
    EXPECT_EQ(error.what.rfind("GitLab.com: ", 0), 0U) << error.what;
    EXPECT_NE(error.what.find(row.what), std::string::npos) << error.what;
    EXPECT_EQ(error.vendor_text, row.vendor_text);
  }
}

TEST(GitLabError, ReadsHowLongToWait) {
  const http::Response told{429, {{"Retry-After", "30"}, {"RateLimit-Reset", "1795341660"}}, ""};
  EXPECT_EQ(gitlab_error(options(), told, k_now).retry_after, std::chrono::seconds{30});
  const http::Response reset{429, {{"ratelimit-reset", "1795341660"}}, ""};
  EXPECT_EQ(gitlab_error(options(), reset, k_now).retry_after, std::chrono::seconds{60});
}

}  // namespace
}  // namespace latchkey::gitlab
