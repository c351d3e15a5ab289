#include "adapters/portal/portal.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/fixture.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace latchkey::portal {
namespace {

using doubles::fixture;
using doubles::html_response;
using testing::SizeIs;

constexpr const char* k_get_form = "GET https://portal.example/customers/confirmation/new";
constexpr const char* k_post_form = "POST https://portal.example/customers/confirmation";
constexpr const char* k_next_page = "GET https://portal.example/customers/sign_in";

std::string header(const http::Request& request, const std::string& name) {
  for (const auto& [key, value] : request.headers) {
    if (key == name) return value;
  }
  return "";
}

class DeviseForms : public testing::Test {
 protected:
  void page(const std::string& cookie = "s=1; path=/") {
    http_.answer(k_get_form, html_response(200, fixture("portal/confirmation_new.html"),
                                           {{"Set-Cookie", cookie}}));
  }
  Expected<FormReply> resend(const std::string& address = "jane+x@acme.example",
                             std::chrono::milliseconds deadline = std::chrono::seconds{5}) {
    const auto forms = create_devise_forms(FormOptions{"CustomersDot", "https://portal.example",
                                                       "/customers/confirmation/new", "", deadline},
                                           http_);
    return doubles::await(
        forms->request(RemedyId::resend_confirmation, EmailAddress::parse(address).value()));
  }

  doubles::ScriptedHttpClient http_;
};

TEST_F(DeviseForms, SubmitsTheFormAsABrowserWould) {
  page();
  http_.answer(k_post_form, html_response(302, "",
                                          {{"Location", "/customers/sign_in"},
                                           {"Set-Cookie", "s=2; path=/; HttpOnly"}}));
  http_.answer(k_next_page, html_response(200, fixture("portal/sign_in.html")));
  const auto reply = resend();
  ASSERT_TRUE(reply) << reply.error().what;
  EXPECT_EQ(reply->answer, FormAnswer::accepted_unproven) << "words of the site's own";
  EXPECT_EQ(reply->words, "NOTICE");

  ASSERT_THAT(http_.requests(), SizeIs(3));
  const auto& post = http_.requests()[1];
  EXPECT_EQ(post.body,
            "utf8=%E2%9C%93&authenticity_token=to%2Bken%2F1%3D%3D%26x&"
            "customer%5Bemail%5D=jane%2Bx%40acme.example");
  EXPECT_EQ(header(post, "Content-Type"), "application/x-www-form-urlencoded");
  EXPECT_EQ(header(post, "Cookie"), "s=1");
  // The flash is in the session that the POST's answer set.
  EXPECT_EQ(header(http_.requests()[2], "Cookie"), "s=2");
  for (const auto& request : http_.requests()) {
    EXPECT_EQ(header(request, "Accept"), "text/html");
    EXPECT_EQ(header(request, "Origin"), "");
  }
}

// A used connection that was just being closed would leave it open whether a mail went out.
TEST_F(DeviseForms, SubmitsTheFormOnAFreshConnection) {
  page();
  http_.answer(k_post_form, html_response(302, "", {{"Location", "/customers/sign_in"}}));
  http_.answer(k_next_page, html_response(200, fixture("portal/sign_in.html")));
  ASSERT_TRUE(resend());
  EXPECT_FALSE(http_.requests().at(0).fresh_connection);
  EXPECT_TRUE(http_.requests().at(1).fresh_connection);
}

TEST_F(DeviseForms, GetsTheFormAgainOnceAfterARefusedToken) {
  page("s=1");
  http_.answer(k_post_form,
               html_response(422, fixture("portal/change_rejected.html"), {{"Set-Cookie", "s=2"}}));
  page("s=3");
  http_.answer(k_post_form, html_response(422, fixture("portal/confirmation_not_found.html")));
  const auto reply = resend();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->answer, FormAnswer::unknown_address);
  EXPECT_EQ(header(http_.requests().at(2), "Cookie"), "s=2");
  EXPECT_EQ(header(http_.requests().at(3), "Cookie"), "s=3");
}

TEST_F(DeviseForms, GivesUpAfterTheSecondRefusedToken) {
  page();
  page();
  http_.always(k_post_form, html_response(422, fixture("portal/change_rejected.html")));
  const auto reply = resend();
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::misunderstood);
  EXPECT_NE(reply.error().what.find("nothing was sent"), std::string::npos);
  EXPECT_THAT(http_.requests(), SizeIs(4));
}

// A second POST could be a second mail.
TEST_F(DeviseForms, NeverPostsAgainWhereTheFirstAnswerWasLostOrBad) {
  const std::vector<std::pair<Expected<http::Response>, ErrorKind>> answers = {
      {Error{ErrorKind::uncertain, "CustomersDot: cut"}, ErrorKind::uncertain},
      {Error{ErrorKind::unreachable, "CustomersDot: no connection"}, ErrorKind::unreachable},
      {html_response(500, "<p>oops"), ErrorKind::uncertain},
      {html_response(503, "", {{"Retry-After", "1"}}), ErrorKind::uncertain},
      {html_response(429, "", {{"Retry-After", "1"}}), ErrorKind::rate_limited},
  };
  for (const auto& [answer, kind] : answers) {
    doubles::ScriptedHttpClient http;
    http.answer(k_get_form, html_response(200, fixture("portal/confirmation_new.html")));
    http.answer(k_post_form, answer);
    const auto forms = create_devise_forms(
        FormOptions{"CustomersDot", "https://portal.example", "/customers/confirmation/new", ""},
        http);
    const auto reply = doubles::await(forms->request(
        RemedyId::resend_confirmation, EmailAddress::parse("jane@acme.example").value()));
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().kind, kind) << reply.error().what;
    EXPECT_THAT(http.requests(), SizeIs(2));
  }
}

TEST_F(DeviseForms, SendsNoCookieToAnotherHost) {
  http_.answer(
      k_get_form,
      html_response(302, "", {{"Location", "https://sso.example/"}, {"Set-Cookie", "s=1"}}));
  const auto reply = resend();
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::misunderstood);
  EXPECT_THAT(http_.requests(), SizeIs(1));
}

TEST_F(DeviseForms, FetchesTheFormOnceMoreWhereTheSiteWasDownForAMoment) {
  http_.answer(k_get_form, html_response(503, "<p>deploying"));
  page();
  http_.answer(k_post_form,
               html_response(200, fixture("portal/confirmation_already_confirmed.html")));
  const auto reply = resend();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->answer, FormAnswer::already_confirmed);
}

// Devise mails within the request: started too late, its answer would be lost.
TEST_F(DeviseForms, DoesNotSendWhatCouldNotBeAnsweredInTime) {
  page();
  const auto reply = resend("jane@acme.example", std::chrono::milliseconds{900});
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::timed_out);
  EXPECT_THAT(http_.requests(), SizeIs(1));
}

TEST_F(DeviseForms, KeepsThePathBelowWhichThePortalLives) {
  http_.answer("GET https://host.example/portal/customers/confirmation/new",
               html_response(404, "<p>none"));
  const auto forms = create_devise_forms(FormOptions{"CustomersDot", "https://host.example/portal/",
                                                     "/customers/confirmation/new", ""},
                                         http_);
  EXPECT_FALSE(doubles::await(forms->request(RemedyId::resend_confirmation,
                                             EmailAddress::parse("jane@acme.example").value())));
  EXPECT_EQ(http_.unused(), 0U);
}

TEST_F(DeviseForms, GivesTheLinkForDoingItByHandInsteadOfSendingAnything) {
  http_.answer(k_get_form, html_response(200, fixture("portal/confirmation_new.html") +
                                                  "<div class=h-captcha></div>"));
  const auto reply = resend();
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::misunderstood);
  EXPECT_EQ(reply.error().what,
            "CustomersDot: asks for hCaptcha, which only a person can answer; nothing was sent (by "
            "hand: https://portal.example/customers/confirmation/new)");
  EXPECT_THAT(http_.requests(), SizeIs(1));
}

// Whoever presses again while the site wants to be left alone does not make it worse.
TEST_F(DeviseForms, LeaveASiteAloneForAsLongAsItSays) {
  page();
  http_.answer(k_post_form, http::Response{429, {{"Retry-After", "600"}}, "Retry later\n"});
  const auto forms = create_devise_forms(
      FormOptions{"CustomersDot", "https://portal.example", "/customers/confirmation/new",
                  "/customers/password/new", std::chrono::seconds{5}},
      http_);
  const auto jane = EmailAddress::parse("jane@acme.example").value();
  const auto first = doubles::await(forms->request(RemedyId::resend_confirmation, jane));
  ASSERT_FALSE(first);
  EXPECT_EQ(first.error().kind, ErrorKind::rate_limited);
  EXPECT_EQ(first.error().what,
            "CustomersDot: 429 too many requests instead of taking the form; nothing was sent; try "
            "again in 10 minutes");
  for (const auto remedy : {RemedyId::resend_confirmation, RemedyId::send_password_reset}) {
    const auto next = doubles::await(forms->request(remedy, jane));
    ASSERT_FALSE(next);
    EXPECT_EQ(next.error().kind, ErrorKind::rate_limited);
    EXPECT_EQ(next.error().what,
              "CustomersDot: asked to be left alone; nothing was sent; try again in 10 minutes");
  }
  EXPECT_THAT(http_.requests(), SizeIs(2));
}

TEST_F(DeviseForms, AsksForASignInLinkAlike) {
  http_.answer("GET https://portal.example/customers/sign_in_link/new",
               html_response(200, fixture("portal/confirmation_new.html")));
  http_.answer(k_post_form, html_response(303, "", {{"Location", "/customers/sign_in"}}));
  http_.answer(k_next_page, html_response(200,
                                          "<p class=notice>A login link has been sent to your "
                                          "email address. Please follow the link.</p>"));
  FormOptions options{"CustomersDot", "https://portal.example", "", ""};
  options.sign_in_link = "/customers/sign_in_link/new";
  const auto forms = create_devise_forms(options, http_);
  const auto jane = EmailAddress::parse("jane@acme.example").value();
  const auto reply = doubles::await(forms->request(RemedyId::send_sign_in_link, jane));
  ASSERT_TRUE(reply) << reply.error().what;
  EXPECT_EQ(reply->answer, FormAnswer::accepted);
  const auto other = doubles::await(forms->request(RemedyId::resend_confirmation, jane));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().kind, ErrorKind::not_configured);
}

TEST_F(DeviseForms, HasNoFormThatIsNotConfigured) {
  const auto forms = create_devise_forms(
      FormOptions{"CustomersDot", "https://portal.example", "/customers/confirmation/new", ""},
      http_);
  const auto reply = doubles::await(forms->request(
      RemedyId::send_password_reset, EmailAddress::parse("jane@acme.example").value()));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, ErrorKind::not_configured);
  EXPECT_THAT(http_.requests(), SizeIs(0));
}

}  // namespace
}  // namespace latchkey::portal
