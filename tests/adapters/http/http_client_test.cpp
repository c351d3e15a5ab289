#include "adapters/http/http_client.hpp"

#include "tests/doubles/loopback_server.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <future>
#include <tuple>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
using doubles::Certificate;
using doubles::LoopbackServer;
using doubles::Reaction;
using std::chrono::milliseconds;

/// Sends one request on a loop of its own and waits for what becomes of it.
Expected<Response> send(Request request, const Options& options = {}) {
  asio::io_context io{1};
  const auto client = create_client(io.get_executor(), options);
  auto answer = asio::co_spawn(io, client->send("Upstream", std::move(request)), asio::use_future);
  io.run();
  return answer.get();
}

Options trusting(const LoopbackServer& server) {
  return {.authorities = TrustedAuthorities{server.certificate_file()}};
}

std::vector<Reaction> script(Reaction reaction) {
  return {std::move(reaction)};
}

/// A server that fails in one way, asked once by GET and once by POST.
void expect_errors(Reaction reaction, ErrorKind of_get, ErrorKind of_post,
                   milliseconds deadline = milliseconds{10'000}) {
  const LoopbackServer server{script(std::move(reaction))};
  const auto got = send({.url = server.url() + "/", .deadline = deadline});
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().kind, of_get) << got.error().what;
  const auto posted =
      send({.method = Method::post, .url = server.url() + "/", .body = "x", .deadline = deadline});
  ASSERT_FALSE(posted);
  EXPECT_EQ(posted.error().kind, of_post) << posted.error().what;
  EXPECT_EQ(posted.error().what.rfind("Upstream", 0), 0U) << posted.error().what;
}

// A search by POST that was cut off left nothing behind; a removal may have.
TEST(HttpClient, IsUncertainOnlyOfWhatMayHaveChangedSomething) {
  for (const auto& [method, repeatable, kind] :
       {std::tuple{Method::post, true, ErrorKind::unreachable},
        std::tuple{Method::post, false, ErrorKind::uncertain},
        std::tuple{Method::remove, false, ErrorKind::uncertain},
        std::tuple{Method::remove, true, ErrorKind::unreachable}}) {
    const LoopbackServer server{script(Reaction{})};
    const auto response = send(
        {.method = method, .url = server.url() + "/", .body = "x", .safe_to_repeat = repeatable});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, kind) << response.error().what;
  }
}

TEST(HttpClient, SendsARequestAndReadsTheAnswer) {
  const LoopbackServer server{script(doubles::json(201, R"({"ok":true})", {{"X-Two", "2"}}))};
  const auto response = send({.method = Method::post,
                              .url = server.url() + "/a/b?c=d",
                              .headers = {{"Authorization", "Bearer t"}},
                              .body = "payload"});
  ASSERT_TRUE(response) << response.error().what;
  EXPECT_EQ(response->status, 201);
  EXPECT_EQ(response->body, R"({"ok":true})");
  EXPECT_EQ(response->header("x-two"), "2");

  const auto request = server.requests().at(0);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.target, "/a/b?c=d");
  EXPECT_EQ(request.header("Host"), "127.0.0.1:" + std::to_string(server.port()));
  EXPECT_EQ(request.header("Authorization"), "Bearer t");
  EXPECT_EQ(request.header("Content-Length"), "7");
  EXPECT_EQ(request.body, "payload");
}

TEST(HttpClient, SendsAGetWithoutABody) {
  const LoopbackServer server{script(doubles::answer(200, "x"))};
  ASSERT_TRUE(send({.url = server.url()}));
  EXPECT_EQ(server.requests().at(0).method, "GET");
  EXPECT_EQ(server.requests().at(0).header("Content-Length"), std::nullopt);
}

TEST(HttpClient, DoesNotFollowRedirects) {
  const LoopbackServer server{
      script(doubles::answer(302, "", {{"Location", "https://x.example/"}}))};
  const auto response = send({.url = server.url()});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 302);
  EXPECT_EQ(response->header("Location"), "https://x.example/");
}

TEST(HttpClient, ReadsAnAnswerInChunks) {
  const LoopbackServer server{script({.bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
                                               "chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"})};
  EXPECT_EQ(send({.url = server.url()})->body, "abcde");
}

TEST(HttpClient, SaysThatNobodyListens) {
  std::string url;
  { url = LoopbackServer{script({})}.url(); }
  const auto response = send({.method = Method::post, .url = url});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::unreachable);
  EXPECT_EQ(response.error().what, "Upstream: no connection (Connection refused)");
}

TEST(HttpClient, CallsALostAnswerToAPostUncertain) {
  expect_errors(doubles::cut_after({}, 0), ErrorKind::unreachable, ErrorKind::uncertain);
}

TEST(HttpClient, CallsAnAnswerThatIsCutInTheMiddleLost) {
  const auto whole = doubles::json(200, R"({"items":[1,2,3]})");
  expect_errors(doubles::cut_after(whole, 20), ErrorKind::unreachable, ErrorKind::uncertain);
  expect_errors(doubles::cut_after(whole, whole.bytes.size() - 3), ErrorKind::unreachable,
                ErrorKind::uncertain);
}

TEST(HttpClient, EndsWhenTheDeadlinePasses) {
  expect_errors(doubles::never_answer(), ErrorKind::timed_out, ErrorKind::uncertain,
                milliseconds{50});
}

TEST(HttpClient, NamesAnAnswerThatIsNotHttp) {
  expect_errors({.bytes = "220 mail.example ESMTP\r\n\r\n"}, ErrorKind::misunderstood,
                ErrorKind::uncertain);
}

TEST(HttpClient, RefusesABodyOverEightMebibytes) {
  constexpr std::size_t k_mebibyte = 1024 * 1024;
  for (const auto size : {8 * k_mebibyte + 1, 10 * k_mebibyte}) {
    const auto whole = doubles::answer(200, std::string(size, 'x'));
    expect_errors(whole, ErrorKind::misunderstood, ErrorKind::uncertain);
    // Without a length in front nobody is warned: it is noticed on the way.
    expect_errors({.bytes = "HTTP/1.1 200 OK\r\n\r\n" + std::string(size, 'x')},
                  ErrorKind::misunderstood, ErrorKind::uncertain);
  }
}

TEST(HttpClient, TakesABodyOfEightMebibytes) {
  const LoopbackServer server{script(doubles::answer(200, std::string(8 * 1024 * 1024, 'x')))};
  const auto response = send({.url = server.url()});
  ASSERT_TRUE(response) << response.error().what;
  EXPECT_EQ(response->body.size(), 8U * 1024 * 1024);
}

TEST(HttpClient, RefusesAUrlThatWouldSendInTheClear) {
  const auto response = send({.url = "http://api.example/"});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::invalid);
  EXPECT_EQ(response.error().what,
            "Upstream: the URL is not encrypted and its host is not this machine");
}

TEST(HttpClient, RefusesATokenWithALineBreak) {
  const LoopbackServer server{script(doubles::answer(200, ""))};
  const auto response =
      send({.url = server.url(), .headers = {{"Authorization", "Bearer t\r\nX-Forged: 1"}}});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::invalid);
  EXPECT_TRUE(server.requests().empty());
}

TEST(HttpClient, SpeaksTlsToATrustedServer) {
  const LoopbackServer server{script(doubles::answer(200, "private")), Certificate::good};
  const auto response = send({.url = server.url()}, trusting(server));
  ASSERT_TRUE(response) << response.error().what;
  EXPECT_EQ(response->body, "private");
}

TEST(HttpClient, ResolvesAName) {
  const LoopbackServer server{script(doubles::answer(200, "found")), Certificate::good};
  const auto url = "https://localhost:" + std::to_string(server.port());
  const auto response = send({.url = url}, trusting(server));
  ASSERT_TRUE(response) << response.error().what;
  EXPECT_EQ(response->body, "found");
}

TEST(HttpClient, RefusesACertificateThatNobodyVouchesFor) {
  const LoopbackServer server{script(doubles::answer(200, "")), Certificate::good};
  const auto response = send({.method = Method::post, .url = server.url()});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::unreachable);
  EXPECT_EQ(response.error().what,
            "Upstream: the certificate was not accepted: self-signed certificate");
  EXPECT_TRUE(server.requests().empty());
}

TEST(HttpClient, RefusesACertificateOfAnotherHost) {
  const LoopbackServer server{script(doubles::answer(200, "")), Certificate::other_host};
  const auto response = send({.url = server.url()}, trusting(server));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::unreachable);
  EXPECT_TRUE(server.requests().empty());
}

TEST(HttpClient, RefusesAnExpiredCertificate) {
  const LoopbackServer server{script(doubles::answer(200, "")), Certificate::expired};
  const auto response = send({.url = server.url()}, trusting(server));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().what,
            "Upstream: the certificate was not accepted: certificate has expired");
}

TEST(HttpClient, GivesUpOnAServerThatClosesDuringTheTlsHandshake) {
  const LoopbackServer server{script(doubles::close_at_once()), Certificate::good};
  const auto response = send({.method = Method::post, .url = server.url()});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::unreachable);
}

TEST(HttpClient, AnswersHeldUntilReleased) {
  LoopbackServer server{script(doubles::held(doubles::answer(200, "late")))};
  auto response = std::async(std::launch::async, [&] { return send({.url = server.url()}); });
  ASSERT_TRUE(server.wait_for_requests(1));
  server.release();
  EXPECT_EQ(response.get()->body, "late");
}

}  // namespace
}  // namespace latchkey::http
