#include "adapters/portal/devise_answer.hpp"

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

const std::string k_page = "https://portal.example/customers/confirmation/new";
const std::string k_form = "https://portal.example/customers/confirmation";
const TimePoint k_now = parse_time("2026-11-22T10:00:00Z").value();

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  if (at == std::string::npos) throw std::logic_error("nothing to replace: " + what);
  return text.replace(at, what.size(), with);
}

Expected<HtmlForm> fill(const http::Response& response) {
  return form_to_fill("CustomersDot", k_page, response, k_now);
}
SubmitAnswer submitted(const http::Response& response) {
  return submit_answer("CustomersDot", k_form, response, k_now);
}
http::Response redirect(int status, const std::string& location) {
  return html_response(status, "<a>", {{"Location", location}});
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

Expected<FormReply> words(const std::string& notice) {
  return redirect_words("CustomersDot", html_response(200, replaced(fixture("portal/sign_in.html"),
                                                                    "NOTICE", notice)));
}

TEST(RedirectWords, AreTheFlashOfTheNextPage) {
  const std::string notice =
      "You will receive an email with instructions for how to confirm your email address in a few "
      "minutes.";
  const auto reply = words(notice);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->answer, FormAnswer::accepted);
  EXPECT_EQ(reply->words, notice);
}

TEST(RedirectWords, UnmaskParanoidMode) {
  const auto reply = words(
      "If your email address exists in our database, you will receive a password recovery link at "
      "your email address in a few minutes.");
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->answer, FormAnswer::accepted_unproven);
}

// In words of the site's own, paranoid mode cannot be ruled out.
TEST(RedirectWords, ProveNothingInWordsThatAreNotDevises) {
  for (const char* notice :
       {"Thank you!",
        "Falls Ihre E-Mail-Adresse in unserer Datenbank existiert, erhalten Sie in "
        "wenigen Minuten eine E-Mail zur Bestätigung Ihrer Registrierung."}) {
    const auto reply = words(notice);
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->answer, FormAnswer::accepted_unproven);
    EXPECT_EQ(reply->words, notice);
  }
}

TEST(RedirectWords, AreUnderstoodInOtherLanguages) {
  const auto reply =
      words("In wenigen Minuten erhalten Sie eine E-Mail zur Bestätigung Ihrer Registrierung.");
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->answer, FormAnswer::accepted);
}

TEST(WithWayByHand, GivesTheLinkOnlyWhereAPersonMayComeThrough) {
  for (const auto kind : {ErrorKind::misunderstood, ErrorKind::refused}) {
    EXPECT_EQ(with_way_by_hand({kind, "CustomersDot: no"}, k_page).what,
              "CustomersDot: no (by hand: " + k_page + ")");
  }
  for (const auto kind : {ErrorKind::rate_limited, ErrorKind::timed_out, ErrorKind::unreachable,
                          ErrorKind::unavailable, ErrorKind::uncertain, ErrorKind::not_found}) {
    EXPECT_EQ(with_way_by_hand({kind, "CustomersDot: no"}, k_page).what, "CustomersDot: no");
  }
}

TEST(RedirectWords, ProveNothingWhereTheNextPageCannotBeRead) {
  const std::vector<Expected<http::Response>> pages = {
      Error{ErrorKind::timed_out, "CustomersDot: no answer"}, html_response(500, "<p>oops"),
      html_response(302, ""), html_response(200, std::string(2'000'000, 'x'))};
  for (const auto& page : pages) {
    const auto reply = redirect_words("CustomersDot", page);
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->answer, FormAnswer::accepted_unproven);
  }
}

TEST(RedirectWords, SeeThatTheFormWasNotTaken) {
  for (const char* notice :
       {"You need to sign in or sign up before continuing.", "You are already signed in."}) {
    const auto reply = words(notice);
    ASSERT_FALSE(reply) << notice;
    EXPECT_EQ(reply.error().kind, ErrorKind::misunderstood);
    EXPECT_EQ(reply.error().vendor_text, notice);
  }
}

}  // namespace
}  // namespace latchkey::portal
