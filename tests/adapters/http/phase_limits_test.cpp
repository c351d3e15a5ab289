// Each part of a request that may take for ever, and the sentence that says which one did. The
// other limits are minutes, so that a sentence about the wrong one would be seen.
#include "adapters/http/http_client.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/full_backlog.hpp"
#include "tests/doubles/loopback_server.hpp"

#include <gtest/gtest.h>
#include <boost/asio/io_context.hpp>

#include <string>
#include <vector>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
using doubles::LoopbackServer;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr milliseconds k_soon{50};

Request get_of(const std::string& url) {
  return {.url = url, .deadline = minutes{2}};
}

Request post_to(const std::string& url, milliseconds deadline) {
  return {.method = Method::post, .url = url, .body = "x", .deadline = deadline};
}

Error error_of(Request request, PhaseLimits phases) {
  asio::io_context io{1};
  const auto client = create_client(io.get_executor(), {.phases = phases});
  const auto answer = doubles::await(client->send("Mailgun", std::move(request)), io);
  EXPECT_FALSE(answer);
  return answer ? Error{} : answer.error();
}

TEST(PhaseLimits, EndAnAttemptToConnect) {
  const doubles::FullBacklog nobody_accepts;
  const auto error = error_of(get_of(nobody_accepts.url()), {k_soon, minutes{1}});
  EXPECT_EQ(error.kind, ErrorKind::timed_out);
  EXPECT_EQ(error.what, "Mailgun: no connection within 50 ms");
}

// A form that met a firewall was not sent, and must not be called uncertain.
TEST(PhaseLimits, EndAnAttemptToConnectForWhatChangesSomethingToo) {
  const doubles::FullBacklog nobody_accepts;
  const auto error = error_of(post_to(nobody_accepts.url(), minutes{2}), {k_soon, minutes{1}});
  EXPECT_EQ(error.kind, ErrorKind::timed_out);
}

TEST(PhaseLimits, IncludeTheTlsHandshakeInTheConnecting) {
  const LoopbackServer speaks_no_tls{{doubles::never_answer()}};
  const auto url = "https://127.0.0.1:" + std::to_string(speaks_no_tls.port());
  const auto error = error_of(get_of(url), {k_soon, minutes{1}});
  EXPECT_EQ(error.kind, ErrorKind::timed_out);
  EXPECT_EQ(error.what, "Mailgun: no connection within 50 ms");
}

TEST(PhaseLimits, EndTheWaitForTheFirstByte) {
  const LoopbackServer silent{{doubles::never_answer()}};
  const auto error = error_of(get_of(silent.url()), {minutes{1}, k_soon});
  EXPECT_EQ(error.kind, ErrorKind::timed_out);
  EXPECT_EQ(error.what, "Mailgun did not begin to answer within 50 ms");
}

TEST(PhaseLimits, LeaveAnAnswerThatHasBegunTheWholeDeadline) {
  const auto whole = doubles::json(200, R"({"items":[]})");
  const LoopbackServer stalls{{doubles::stalled_after(whole, 30)}};
  auto request = get_of(stalls.url());
  request.deadline = milliseconds{1000};
  const auto error = error_of(std::move(request), {minutes{1}, milliseconds{500}});
  EXPECT_EQ(error.kind, ErrorKind::timed_out);
  EXPECT_EQ(error.what, "Mailgun did not finish its answer within 1 s");
}

// Given up earlier, a form would be in doubt whose answer was on its way.
TEST(PhaseLimits, DoNotHurryWhatChangesSomething) {
  const LoopbackServer silent{{doubles::never_answer()}};
  const auto error = error_of(post_to(silent.url(), milliseconds{100}), {minutes{1}, k_soon});
  EXPECT_EQ(error.kind, ErrorKind::uncertain);
  EXPECT_EQ(error.what,
            "Mailgun did not begin to answer within 100 ms; what was sent may have taken effect");
}

TEST(PhaseLimits, NeverExceedTheRequestsOwnDeadline) {
  const doubles::FullBacklog nobody_accepts;
  const LoopbackServer silent{{doubles::never_answer()}};
  auto request = get_of(nobody_accepts.url());
  request.deadline = k_soon;
  EXPECT_EQ(error_of(request, {}).what, "Mailgun: no connection within 50 ms");
  request.url = silent.url();
  EXPECT_EQ(error_of(request, {}).what, "Mailgun did not begin to answer within 50 ms");
}

}  // namespace
}  // namespace latchkey::http
