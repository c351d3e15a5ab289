#include "adapters/portal/devise_answer.hpp"

#include "tests/adapters/portal/pages.hpp"
#include "tests/doubles/fixture.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace latchkey::portal {
namespace {

using doubles::fixture;
using doubles::html_response;

const std::string k_form_page = "https://portal.example/customers/confirmation/new";
const TimePoint k_asked_at = parse_time("2026-11-22T10:00:00Z").value();

Expected<HtmlForm> fill(const http::Response& response) {
  return form_to_fill("CustomersDot", k_form_page, response, k_asked_at);
}

TEST(FormToFill, IsTheFormOfDevisesPage) {
  const auto form = fill(html_response(200, fixture("portal/confirmation_new.html")));
  ASSERT_TRUE(form) << form.error().what;
  EXPECT_EQ(form->action, "/customers/confirmation");
}

struct Refused {
  http::Response response;
  ErrorKind kind;
  std::string what;
};

// Whatever goes wrong here, nothing was sent, and the sentence says what to look at.
TEST(FormToFill, SaysWhatIsMissingWithoutSendingAnything) {
  const auto page = fixture("portal/confirmation_new.html");
  const std::string with_captcha =
      replaced(page, "<div class=\"actions\">", "<div class=\"g-recaptcha\"></div><div>");
  const std::string with_script = replaced(
      page, "</head>", "<script src='https://client-api.arkoselabs.com/v2/k/api.js'></script>");
  const auto start = page.find("<form class=\"new_customer\"");
  const auto end = page.find("</form>", start) + 7;
  const std::string twice = replaced(page, "</body>", page.substr(start, end - start) + "</body>");
  const std::vector<Refused> rows = {
      {html_response(200, fixture("portal/sign_in.html")), ErrorKind::misunderstood,
       "one that signs in"},
      {html_response(200, "<title>Just a moment...</title><p>Checking your browser"),
       ErrorKind::misunderstood, "does not hold a form (its title is \"Just a moment...\")"},
      {html_response(200, with_captcha), ErrorKind::misunderstood,
       "asks for reCAPTCHA, which only a person can answer"},
      {html_response(200, with_script), ErrorKind::misunderstood, "asks for Arkose"},
      {html_response(403, "<title>Just a moment...", {{"Cf-Mitigated", "challenge"}}),
       ErrorKind::misunderstood, "Cloudflare's check of the browser"},
      {html_response(405, "", {{"x-amzn-waf-action", "captcha"}}), ErrorKind::misunderstood,
       "AWS WAF's check of the browser"},
      {html_response(200, replaced(page, "authenticity_token\" value", "other\" value")),
       ErrorKind::misunderstood, "authenticity_token"},
      {html_response(200, replaced(page, "customer[email]", "q2")), ErrorKind::misunderstood,
       "a form with an email field"},
      {html_response(200, twice), ErrorKind::misunderstood, "exactly one form"},
      {html_response(200, replaced(page, "action=\"/customers", "action=\"https://evil.example")),
       ErrorKind::misunderstood, "another host"},
      {html_response(200, replaced(page, "action=\"/customers", "action=\"http://portal.example")),
       ErrorKind::misunderstood, "another host"},
      {html_response(200, std::string(2'000'000, 'x')), ErrorKind::misunderstood, "too large"},
      {html_response(200, ""), ErrorKind::misunderstood, "does not hold a form"},
      {doubles::json_response(200, "{}"), ErrorKind::misunderstood, "does not hold a form"},
      {redirect(302, "https://sso.example/login"), ErrorKind::misunderstood,
       "redirect to sso.example, which is not followed"},
      {html_response(403, "<p>blocked"), ErrorKind::refused, "403"},
      {html_response(404, "<p>none"), ErrorKind::not_found, "404"},
      {html_response(429, "", {{"Retry-After", "30"}}), ErrorKind::rate_limited, "429"},
      {http::Response{429, {{"Retry-After", "30"}}, "Retry later\n"}, ErrorKind::rate_limited,
       "try again in 30 s"},
      {html_response(503, "", {{"Retry-After", "600"}}), ErrorKind::rate_limited,
       "503 unavailable where the form's page should be; nothing was sent; try again in 10 "
       "minutes"},
      {html_response(503, "<p>deploying"), ErrorKind::unavailable, "503"},
      {html_response(500, "<p>oops"), ErrorKind::unavailable, "500"},
  };
  for (const auto& row : rows) {
    const auto form = fill(row.response);
    ASSERT_FALSE(form) << row.what;
    EXPECT_EQ(form.error().kind, row.kind) << row.what;
    EXPECT_EQ(form.error().what.rfind("CustomersDot: ", 0), 0U) << form.error().what;
    EXPECT_NE(form.error().what.find(row.what), std::string::npos) << form.error().what;
    EXPECT_NE(form.error().what.find("nothing was sent"), std::string::npos) << form.error().what;
  }
}

TEST(WithWayByHand, GivesTheLinkOnlyWhereAPersonMayComeThrough) {
  for (const auto kind : {ErrorKind::misunderstood, ErrorKind::refused}) {
    EXPECT_EQ(with_way_by_hand({kind, "CustomersDot: no"}, k_form_page).what,
              "CustomersDot: no (by hand: " + k_form_page + ")");
  }
  for (const auto kind : {ErrorKind::rate_limited, ErrorKind::timed_out, ErrorKind::unreachable,
                          ErrorKind::unavailable, ErrorKind::uncertain, ErrorKind::not_found}) {
    EXPECT_EQ(with_way_by_hand({kind, "CustomersDot: no"}, k_form_page).what, "CustomersDot: no");
  }
}

}  // namespace
}  // namespace latchkey::portal
