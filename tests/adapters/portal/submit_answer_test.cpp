#include "adapters/portal/devise_answer.hpp"

#include "tests/adapters/portal/pages.hpp"
#include "tests/doubles/fixture.hpp"
#include "tests/doubles/scripted_http_client.hpp"

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

namespace latchkey::portal {
namespace {

using doubles::fixture;
using doubles::html_response;

const std::string k_form = "https://portal.example/customers/confirmation";
const TimePoint k_now = parse_time("2026-11-22T10:00:00Z").value();

SubmitAnswer submitted(const http::Response& response) {
  return submit_answer("CustomersDot", k_form, response, k_now);
}

TEST(SubmitAnswer, TakesARedirectOnTheSameSiteForSent) {
  for (const int status : {302, 303}) {
    for (const char* to : {"/customers/sign_in", "https://portal.example/customers/sign_in"}) {
      const auto answer = submitted(redirect(status, to));
      const auto* sent = std::get_if<SentAndRedirected>(&answer);
      ASSERT_TRUE(sent) << status << to;
      EXPECT_EQ(sent->to, "https://portal.example/customers/sign_in");
    }
  }
}

// Devise up to 4.8 answers 200, from 4.9 on 422.
TEST(SubmitAnswer, ReadsTheFormThatComesBackUnderBothStatuses) {
  for (const int status : {200, 422}) {
    auto answer = submitted(html_response(status, fixture("portal/confirmation_not_found.html")));
    auto* reply = std::get_if<FormReply>(&answer);
    ASSERT_TRUE(reply) << status;
    EXPECT_EQ(reply->answer, FormAnswer::unknown_address);
    EXPECT_NE(reply->words.find("Email not found"), std::string::npos);

    answer =
        submitted(html_response(status, fixture("portal/confirmation_already_confirmed.html")));
    reply = std::get_if<FormReply>(&answer);
    ASSERT_TRUE(reply) << status;
    EXPECT_EQ(reply->answer, FormAnswer::already_confirmed);
  }
}

TEST(SubmitAnswer, UnderstandsOtherLanguagesByTheFormsClass) {
  const auto unknown = replaced(fixture("portal/confirmation_not_found.html"), "Email not found",
                                "E-Mail nicht gefunden");
  auto answer = submitted(html_response(200, unknown));
  ASSERT_TRUE(std::get_if<FormReply>(&answer));
  EXPECT_EQ(std::get<FormReply>(answer).answer, FormAnswer::unknown_address);

  const auto known = replaced(fixture("portal/confirmation_already_confirmed.html"),
                              "Email was already confirmed", "E-Mail wurde bestätigt");
  answer = submitted(html_response(422, known));
  ASSERT_TRUE(std::get_if<FormReply>(&answer));
  EXPECT_EQ(std::get<FormReply>(answer).answer, FormAnswer::already_confirmed);
}

// An error about something else (a CAPTCHA, a limit of the site's own) comes back in the same form
// and with the same class as "not found", which it must not be taken for.
TEST(SubmitAnswer, BelievesTheClassOnlyWhereTheEmailIsWhatWasWrong) {
  const auto german =
      replaced(fixture("portal/confirmation_not_found.html"), "Email not found", "Zu viele Fragen");
  const std::string email_input = "<input autofocus=\"autofocus\"";
  auto answer = submitted(html_response(
      422, replaced(german, "<input type=\"submit\"",
                    "<div class=\"field_with_errors\"><input name=\"customer[code]\"></div>"
                    "<input type=\"submit\"")));
  ASSERT_TRUE(std::get_if<Error>(&answer));
  EXPECT_EQ(std::get<Error>(answer).kind, ErrorKind::misunderstood);
  EXPECT_NE(std::get<Error>(answer).vendor_text.find("Zu viele Fragen"), std::string::npos);

  answer =
      submitted(html_response(422, replaced(german, email_input, "<input aria-invalid=\"true\"")));
  ASSERT_TRUE(std::get_if<FormReply>(&answer));
  EXPECT_EQ(std::get<FormReply>(answer).answer, FormAnswer::unknown_address);
}

TEST(SubmitAnswer, SeesThatACaptchaWasDue) {
  const auto page = fixture("portal/confirmation_not_found.html");
  for (const auto& body :
       {replaced(page, "Email not found", "reCAPTCHA-Prüfung fehlgeschlagen"),
        replaced(replaced(page, "Email not found", "Noch einmal, bitte"), "<div class=\"actions\">",
                 "<div class=\"h-captcha\"></div><div>")}) {
    const auto answer = submitted(html_response(422, body));
    ASSERT_TRUE(std::get_if<Error>(&answer));
    EXPECT_EQ(std::get<Error>(answer).kind, ErrorKind::misunderstood);
    EXPECT_NE(std::get<Error>(answer).what.find("only a person can answer; nothing was sent"),
              std::string::npos);
  }
}

// Neither reached the site: the firewall answered.
TEST(SubmitAnswer, SeesThatAFirewallStoppedTheForm) {
  for (const auto& response : {html_response(403, "", {{"cf-mitigated", "challenge"}}),
                               html_response(202, "", {{"x-amzn-waf-action", "challenge"}})}) {
    const auto answer = submitted(response);
    ASSERT_TRUE(std::get_if<Error>(&answer));
    EXPECT_EQ(std::get<Error>(answer).kind, ErrorKind::misunderstood);
    EXPECT_NE(std::get<Error>(answer).what.find("nothing was sent"), std::string::npos);
  }
}

TEST(SubmitAnswer, ReadsRackAttacksPlainWordsUnderBothStatuses) {
  for (const int status : {429, 503}) {
    const auto answer = submitted(
        {status, {{"Content-Type", "text/plain"}, {"Retry-After", "60"}}, "Retry later\n"});
    const auto* error = std::get_if<Error>(&answer);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind, ErrorKind::rate_limited) << status;
    EXPECT_EQ(error->retry_after, std::chrono::seconds{60});
    EXPECT_NE(error->what.find("nothing was sent; try again in 60 s"), std::string::npos);
  }
}

// devise-passwordless shows its error as a flash above the form.
TEST(SubmitAnswer, ReadsAFlashWhereTheFormHoldsNoErrors) {
  const auto page = fixture("portal/confirmation_new.html");
  const auto with = [&](const std::string& words) {
    return html_response(422, replaced(page, "<h2>", "<p class=\"alert\">" + words + "</p><h2>"));
  };
  auto answer = submitted(with("Could not find a user for that email address"));
  ASSERT_TRUE(std::get_if<FormReply>(&answer));
  EXPECT_EQ(std::get<FormReply>(answer).answer, FormAnswer::unknown_address);
  answer = submitted(with("Es wurde niemand gefunden"));
  ASSERT_TRUE(std::get_if<Error>(&answer));
  EXPECT_EQ(std::get<Error>(answer).vendor_text, "Es wurde niemand gefunden");
}

TEST(SubmitAnswer, DoesNotGuessWhereTheFormComesBackWithoutAReason) {
  for (const auto& body :
       {fixture("portal/confirmation_new.html"),
        replaced(fixture("portal/confirmation_not_found.html"), "not found", "can't be blank")}) {
    const auto answer = submitted(html_response(200, body));
    const auto* error = std::get_if<Error>(&answer);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->kind, ErrorKind::misunderstood);
  }
}

TEST(SubmitAnswer, SeesThatTheTokenWasRefused) {
  const auto answer = submitted(html_response(422, fixture("portal/change_rejected.html")));
  EXPECT_TRUE(std::holds_alternative<TokenRefused>(answer));
}

TEST(SubmitAnswer, IsSureThatNothingLeftOnlyWhereItStoppedBeforeActing) {
  for (const auto& [status, kind] :
       std::vector<std::pair<int, ErrorKind>>{{400, ErrorKind::invalid},
                                              {401, ErrorKind::refused},
                                              {403, ErrorKind::refused},
                                              {404, ErrorKind::not_found},
                                              {405, ErrorKind::misunderstood},
                                              {429, ErrorKind::rate_limited}}) {
    const auto answer = submitted(html_response(status, "<p>no"));
    const auto* error = std::get_if<Error>(&answer);
    ASSERT_TRUE(error) << status;
    EXPECT_EQ(error->kind, kind) << status;
    EXPECT_NE(error->what.find("nothing was sent"), std::string::npos) << error->what;
  }
}

// 406 among them: Devise mails, then finds that it has no answer in the form that was asked for.
TEST(SubmitAnswer, IsUncertainWhereAMailMayHaveLeft) {
  const std::vector<http::Response> answers = {
      html_response(500, "<h1>We're sorry"),
      html_response(502, ""),
      html_response(504, ""),
      html_response(406, "{}"),
      html_response(200, "<p>Thank you"),
      html_response(200, ""),
      html_response(204, ""),
      html_response(302, ""),
      redirect(301, "/customers/sign_in"),
      redirect(307, "/customers/confirmation"),
      redirect(302, "https://evil.example/customers/sign_in"),
      redirect(302, "http://portal.example/customers/sign_in"),
      redirect(302, "https://portal.example:444/"),
      redirect(302, "//evil.example/"),
      redirect(302, ":::"),
  };
  for (const auto& response : answers) {
    const auto answer = submitted(response);
    const auto* error = std::get_if<Error>(&answer);
    ASSERT_TRUE(error) << response.status << response.header("Location").value_or("");
    EXPECT_EQ(error->kind, ErrorKind::uncertain) << response.status;
    EXPECT_EQ(error->what.rfind("CustomersDot: ", 0), 0U) << error->what;
  }
}

}  // namespace
}  // namespace latchkey::portal
