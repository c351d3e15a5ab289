#include "adapters/mailgun/mailgun_error.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace latchkey::mailgun {
namespace {

const Options k_us_options{"https://api.mailgun.net", Secret{"key-1"}, "customers.portal.example"};
const TimePoint k_now = parse_time("2026-11-22T10:00:00Z").value();

struct Row {
  int status;
  http::Headers headers;
  std::string body;
  ErrorKind kind;
  std::string what;         // a part of our sentence
  std::string vendor_text;  // exactly
};

TEST(MailgunError, SaysWhatEachStatusMeansAndKeepsTheVendorsWordsApart) {
  const http::Headers as_json = {{"Content-Type", "application/json"}};
  const http::Headers html = {{"Content-Type", "text/html; charset=utf-8"}};
  const std::vector<Row> rows = {
      {400, as_json, R"({"message":"limit is wrong"})", ErrorKind::invalid, "400 bad request",
       "limit is wrong"},
      {401,
       {{"Content-Type", "text/plain"}},
       "Forbidden",
       ErrorKind::refused,
       "401 unauthorized: the API key is wrong, or it may not see the domain "
       "customers.portal.example",
       "Forbidden"},
      {401, html, "Forbidden", ErrorKind::refused, "the API key is wrong, or", "Forbidden"},
      {402, {}, "", ErrorKind::refused, "402", ""},
      {403, as_json, R"({"Error":"plan"})", ErrorKind::refused, "plan does not allow", "plan"},
      {404, as_json, R"({"message":"Domain not found: x"})", ErrorKind::not_found,
       "api.mailgun.net has no domain customers.portal.example", "Domain not found: x"},
      {404, html, "<html><body>404</body></html>", ErrorKind::not_found, "has no domain", ""},
      {420, as_json, R"({"error":"recipient limit exceeded"})", ErrorKind::rate_limited, "420",
       "recipient limit exceeded"},
      {429, {}, "slow down", ErrorKind::rate_limited, "429 too many requests", "slow down"},
      {429, as_json, R"({"message":"limit of 100 an hour, try again after 120 seconds"})",
       ErrorKind::rate_limited, "429 too many requests",
       "limit of 100 an hour, try again after 120 seconds"},
      // JSON that is labelled as text, and text that is labelled as JSON.
      {400,
       {{"Content-Type", "text/plain"}},
       R"({"message":"not a valid address"})",
       ErrorKind::invalid,
       "400 bad request, it does not accept our question",
       "not a valid address"},
      {401, as_json, "Forbidden", ErrorKind::refused, "the API key is wrong, or", "Forbidden"},
      {402, as_json, R"({"Error":"failed"})", ErrorKind::refused, "402 request failed", "failed"},
      {404, as_json, R"({"message":"domain not found"})", ErrorKind::not_found, "has no domain",
       "domain not found"},
      {502, html, "<html>", ErrorKind::unavailable, "502 bad gateway", ""},
      {504, {}, "", ErrorKind::unavailable, "504 gateway timeout", ""},
      {500, html, "<h1>oops</h1>", ErrorKind::unavailable, "500 internal error", ""},
      {503, {}, "", ErrorKind::unavailable, "503 unavailable", ""},
      {302,
       {{"Location", "https://evil.example/v3"}},
       "",
       ErrorKind::misunderstood,
       "302 redirect to evil.example, which is not followed",
       ""},
      {302, {}, "", ErrorKind::misunderstood, "302 redirect, which is not followed", ""},
      {204, {}, "", ErrorKind::misunderstood, "204, an answer it is not documented to give", ""},
  };
  for (const auto& row : rows) {
    const auto error = mailgun_error(k_us_options, {row.status, row.headers, row.body}, k_now);
    EXPECT_EQ(error.kind, row.kind) << row.status;
    EXPECT_EQ(error.what.rfind("Mailgun: ", 0), 0U) << error.what;
    EXPECT_NE(error.what.find(row.what), std::string::npos) << error.what;
    EXPECT_EQ(error.vendor_text, row.vendor_text) << row.status;
  }
}

// Recorded resets are milliseconds, Mailgun's own SDK reads seconds: the size of the number tells.
TEST(MailgunError, ReadsHowLongToWaitInEverySpelling) {
  const auto wait = [](http::Headers headers) {
    return mailgun_error(k_us_options, {429, std::move(headers), ""}, k_now).retry_after;
  };
  using std::chrono::seconds;
  EXPECT_EQ(wait({{"Retry-After", "7"}}), seconds{7});
  EXPECT_EQ(wait({{"X-RateLimit-Reset", "1795341610656"}}), seconds{11});
  EXPECT_EQ(wait({{"x-ratelimit-reset", "1795341610.2"}}), seconds{11});
  EXPECT_EQ(wait({{"X-Ratelimit-Reset", "1795341610000"}}), seconds{10});
  EXPECT_EQ(wait({{"X-Request-Reset", "1795341605"}}), seconds{5});
  EXPECT_EQ(wait({{"X-Request-Reset", "1795341615637"}}), seconds{16}) << "as it was recorded";
  EXPECT_EQ(wait({{"Retry-After", "7"}, {"X-Request-Reset", "1795341605"}}), seconds{7});
  EXPECT_EQ(wait({{"X-RateLimit-Reset", "1795341500"}}), std::nullopt) << "in the past";
  EXPECT_EQ(wait({{"X-RateLimit-Reset", "1795345600"}}), std::nullopt) << "over 15 minutes ahead";
  EXPECT_EQ(wait({{"X-RateLimit-Reset", "soon"}}), std::nullopt);
  EXPECT_EQ(wait({{"X-RateLimit-Reset", "nan"}}), std::nullopt);
  EXPECT_EQ(wait({}), std::nullopt);
}

TEST(MailgunError, WaitsAtThe420OfMailgunLikeAtA429) {
  const auto error = mailgun_error(k_us_options, {420, {{"Retry-After", "9"}}, "{}"}, k_now);
  EXPECT_EQ(error.kind, ErrorKind::rate_limited);
  EXPECT_EQ(error.retry_after, std::chrono::seconds{9});
}

TEST(MailgunError, ReadsTheWaitThatStandsInTheBodyOnly) {
  const auto wait = [](std::string body, http::Headers headers = {}) {
    return mailgun_error(k_us_options, {429, std::move(headers), std::move(body)}, k_now)
        .retry_after;
  };
  using std::chrono::seconds;
  EXPECT_EQ(wait(R"({"retry-seconds":60})"), seconds{60});
  EXPECT_EQ(wait(R"({"retry-seconds":60})", {{"Retry-After", "7"}}), seconds{7});
  for (const char* body : {R"({"retry-seconds":-1})", R"({"retry-seconds":90000})",
                           R"({"retry-seconds":"60"})", "[60]", "60", ""}) {
    EXPECT_EQ(wait(body), std::nullopt) << body;
  }
}

TEST(MailgunError, NamesWhatTheRoleDoesNotAllow) {
  const auto error = mailgun_error(k_us_options, {403, {}, ""}, k_now, "using the lists");
  EXPECT_NE(error.what.find("does not allow using the lists of customers.portal.example"),
            std::string::npos)
      << error.what;
}

TEST(MailgunError, ShortensWordsWithoutCuttingACharacterInHalf) {
  std::string long_text(299, 'a');
  long_text += "äöü";
  const auto error = mailgun_error(k_us_options, {500, {}, long_text}, k_now);
  EXPECT_EQ(error.vendor_text, std::string(299, 'a') + "…");
}

}  // namespace
}  // namespace latchkey::mailgun
