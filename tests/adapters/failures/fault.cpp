#include "tests/adapters/failures/fault.hpp"

#include "core/base/clock.hpp"
#include "tests/doubles/fixture.hpp"

#include <utility>

namespace latchkey::failures {
namespace {

using doubles::Reaction;
using doubles::ReplyHeaders;
using Faults = std::map<std::string, Fault>;

constexpr std::size_t k_ten_mebibytes = 10 * 1024 * 1024;
constexpr const char* k_page = "<html><title>Sign in</title><form action=/x></form></html>";

Fault always(Reaction reaction) {
  return {.reactions = {std::move(reaction)}};
}

Fault once(Reaction reaction) {
  return {.reactions = {std::move(reaction)}, .then_fine = true};
}

Fault for_ever(Reaction reaction) {
  return {.reactions = {std::move(reaction)}, .takes_for_ever = true};
}

Reaction html(int status) {
  return doubles::answer(status, k_page, {{"Content-Type", "text/html"}});
}

Reaction redirect(int status, const std::string& to) {
  return doubles::answer(status, "", {{"Location", to}});
}

Fault limited(const ReplyHeaders& headers) {
  return always(doubles::answer(429, "Retry later\n", headers));
}

/// Ten minutes from now, as epoch seconds, or milliseconds with three digits more.
std::string reset(const std::string& more_digits = "") {
  const auto at = SystemClock{}.now() + std::chrono::minutes{10};
  return std::to_string(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count()) +
         more_digits;
}

void add_network(Faults& faults) {
  const auto whole = doubles::json(200, doubles::fixture("gitlab/users_admin.json"));
  const auto half = whole.bytes.size() / 2;
  faults["nobody listens"] = {.network = Network::nobody_listens};
  faults["self-signed certificate"] = {.network = Network::unknown_certificate};
  faults["no connection in time"] = {.network = Network::nobody_accepts, .takes_for_ever = true};
  faults["no TLS in time"] = {.network = Network::speaks_no_tls, .takes_for_ever = true};
  faults["no first byte in time"] = for_ever(doubles::never_answer());
  faults["no last byte in time"] = for_ever(doubles::stalled_after(whole, half));
  faults["closed without a word"] = always(Reaction{});
  faults["cut in the head"] = always(doubles::cut_after(whole, 25));
  faults["cut in the body"] = always(doubles::cut_after(whole, half));
  faults["not HTTP"] = always(Reaction{.bytes = "SSH-2.0-OpenSSH_9.2p1\r\n"});
}

void add_statuses(Faults& faults, const std::string& other_host) {
  faults["204"] = always(doubles::answer(204, ""));
  faults["400"] = always(doubles::json(400, R"({"message":"no"})"));
  faults["401"] = always(doubles::answer(401, "Forbidden"));
  faults["403"] = always(doubles::json(403, R"({"message":"403 Forbidden"})"));
  faults["404"] = always(html(404));
  faults["408"] = always(html(408));
  faults["408, then fine"] = once(html(408));
  faults["500"] = always(html(500));
  faults["503 for two minutes"] = always(doubles::answer(503, "", {{"Retry-After", "120"}}));
  faults["503, then fine"] = once(doubles::answer(503, ""));
  faults["redirect loop"] = always(redirect(302, "/loop"));
  faults["redirect to another host"] = always(redirect(302, other_host + "/x"));
  faults["307 to another host"] = always(redirect(307, other_host + "/x"));
}

void add_limits(Faults& faults) {
  faults["429, no header"] = limited({});
  faults["429, Retry-After in seconds"] = limited({{"Retry-After", "600"}});
  faults["429, Retry-After as a date"] =
      limited({{"Date", "Sun, 22 Nov 2026 10:00:00 GMT"},
               {"Retry-After", "Sun, 22 Nov 2026 10:10:00 GMT"}});
  faults["429, X-RateLimit-Reset in s"] = limited({{"X-RateLimit-Reset", reset()}});
  faults["429, X-RateLimit-Reset in ms"] = limited({{"x-ratelimit-reset", reset("999")}});
  faults["429, X-Request-Reset in ms"] = limited({{"X-Request-Reset", reset("000")}});
  faults["429, RateLimit-Reset in s"] = limited({{"RateLimit-Reset", reset()}});
  faults["429, RateLimit-Reset as a wait"] = limited({{"ratelimit-reset", "600"}});
  faults["429, a wait in the body"] = always(doubles::json(429, R"({"retry-seconds":600})"));
  faults["429 for a second, then fine"] =
      once(doubles::answer(429, "Retry later\n", {{"Retry-After", "1"}}));
}

void add_bodies(Faults& faults) {
  const std::string large(k_ten_mebibytes, 'x');
  faults["HTML"] = always(html(200));
  faults["HTML called JSON"] = always(doubles::json(200, k_page));
  faults["empty"] = always(doubles::json(200, ""));
  faults["null"] = always(doubles::json(200, "null"));
  faults["a number"] = always(doubles::json(200, "17"));
  faults["wrong types"] = always(doubles::json(
      200, R"({"items":{"a":1},"customers":7,"id":[],"next":0,"incident":[],"ok":"true"})"));
  faults["a list of nonsense"] = always(doubles::json(200, R"([[1],"a",null])"));
  faults["truncated JSON"] = always(doubles::json(200, R"({"items":[{"event":"deliv)"));
  faults["not UTF-8"] = always(doubles::json(200, "{\"items\":[\"\xff\xfe\"]}"));
  faults["10 MiB"] = always(doubles::json(200, large));
  faults["10 MiB without a length"] = always(Reaction{.bytes = "HTTP/1.1 200 OK\r\n\r\n" + large});
}

}  // namespace

Faults faults_by_name(const std::string& other_host) {
  Faults faults;
  add_network(faults);
  add_statuses(faults, other_host);
  add_limits(faults);
  add_bodies(faults);
  return faults;
}

}  // namespace latchkey::failures
