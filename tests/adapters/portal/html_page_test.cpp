#include "adapters/portal/html_page.hpp"

#include "tests/doubles/fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace latchkey::portal {
namespace {

using testing::ElementsAre;
using testing::Pair;
using testing::SizeIs;

HtmlPage page(const std::string& html) {
  return parse_html_page(html).value();
}

TEST(HtmlPage, FindsTheFormThatAsksForAMailWithAllItsHiddenInputs) {
  const auto read = page(doubles::fixture("portal/confirmation_new.html"));
  EXPECT_EQ(read.title, "Customers portal");
  ASSERT_THAT(read.forms, SizeIs(2));
  EXPECT_FALSE(asks_for_mail(read.forms[0])) << "the search form";
  const auto& form = read.forms[1];
  EXPECT_TRUE(asks_for_mail(form));
  EXPECT_EQ(form.action, "/customers/confirmation");
  EXPECT_EQ(form.css_class, "new_customer");
  EXPECT_EQ(form.email_input, "customer[email]");
  // Older Rails' tokens are base64 and its entities must be decoded.
  EXPECT_THAT(form.hidden,
              ElementsAre(Pair("utf8", "✓"), Pair("authenticity_token", "to+ken/1==&x")));
}

TEST(HtmlPage, TellsASignInFormFromOneThatAsksForAMail) {
  const auto read = page(doubles::fixture("portal/sign_in.html"));
  ASSERT_THAT(read.forms, SizeIs(1));
  EXPECT_TRUE(read.forms[0].has_password_input);
  EXPECT_FALSE(asks_for_mail(read.forms[0]));
}

TEST(HtmlPage, ReadsErrorsAndFlashesAsAPersonWould) {
  EXPECT_EQ(page(doubles::fixture("portal/confirmation_not_found.html")).error_explanation,
            "1 error prohibited this customer from being saved: Email not found");
  EXPECT_EQ(page("<p class='alert'></p><div id=flash_notice>Sent\n  <b>now</b></div>").flash,
            "Sent now");
  EXPECT_EQ(page("<title>t</title><script>var a</script><style>b</style><p>c&amp;d</p>").text,
            "c&d");
}

TEST(HtmlPage, SeesTheCommonCaptchas) {
  const auto asked = [](const std::string& inside) {
    return page("<form method=post>" + inside + "</form>").captcha;
  };
  EXPECT_EQ(asked("<div class='g-recaptcha' data-sitekey=1></div>"), "reCAPTCHA");
  EXPECT_EQ(asked("<textarea name=g-recaptcha-response></textarea>"), "reCAPTCHA");
  EXPECT_EQ(asked("<script src='https://www.google.com/recaptcha/api.js?render=k'></script>"),
            "reCAPTCHA");
  EXPECT_EQ(asked("<div class=h-captcha></div>"), "hCaptcha");
  EXPECT_EQ(asked("<script src=//js.hcaptcha.com/1/api.js></script>"), "hCaptcha");
  EXPECT_EQ(asked("<div class='box cf-turnstile'></div>"), "Turnstile");
  EXPECT_EQ(asked("<script src=https://challenges.cloudflare.com/turnstile/v0/api.js></script>"),
            "Turnstile");
  EXPECT_EQ(asked("<div id=js-arkose-labs-challenge></div>"), "Arkose");
  EXPECT_EQ(asked("<input type=hidden name=arkose_labs_token>"), "Arkose");
  EXPECT_EQ(asked("<script src=https://client-api.arkoselabs.com/v2/k/api.js></script>"), "Arkose");
  EXPECT_EQ(asked("<input name=_rucaptcha><img class=rucaptcha-image>"), "CAPTCHA");
}

// Cloudflare puts its script into every page; a word in a text asks for nothing.
TEST(HtmlPage, SeesNoCaptchaWhereThereIsNone) {
  for (const char* inside :
       {"<p>No CAPTCHA here</p>", "<script>var captcha = 'hcaptcha.com/';</script>",
        "<script src=/cdn-cgi/challenge-platform/scripts/jsd/main.js></script>"}) {
    EXPECT_EQ(page(inside).captcha, "") << inside;
  }
  EXPECT_EQ(page(doubles::fixture("portal/confirmation_new.html")).captcha, "");
}

TEST(HtmlPage, SeesWhichFieldRailsMarksAsWrong) {
  const auto form = [](const std::string& inside) {
    return page("<form method=post>" + inside + "</form>").forms.at(0);
  };
  const std::string email = "<input type=email name='customer[email]'>";
  const std::string other = "<input name='customer[code]'>";
  const auto marked = [](const std::string& input) {
    return "<div class='field_with_errors'>" + input + "</div>";
  };
  EXPECT_FALSE(form(email).marks_errors);
  EXPECT_TRUE(form(marked(email)).marks_errors);
  EXPECT_TRUE(form(marked(email)).email_is_marked);
  EXPECT_TRUE(form(email + marked(other)).marks_errors);
  EXPECT_FALSE(form(email + marked(other)).email_is_marked);
  EXPECT_TRUE(form("<input type=email name='customer[email]' aria-invalid=true>").email_is_marked);
}

TEST(HtmlPage, NeedsPostATokenAndAnEmailInput) {
  const auto fits = [](const std::string& form) { return asks_for_mail(page(form).forms.at(0)); };
  const std::string token = "<input type=hidden name=authenticity_token value=t>";
  const std::string email = "<input type=email name='customer[email]'>";
  EXPECT_TRUE(fits("<form method=POST>" + token + email + "</form>"));
  EXPECT_FALSE(fits("<form method=get>" + token + email + "</form>"));
  EXPECT_FALSE(fits("<form>" + token + email + "</form>"));
  EXPECT_FALSE(fits("<form method=post>" + email + "</form>"));
  EXPECT_FALSE(fits("<form method=post>" + token + "</form>"));
  EXPECT_FALSE(fits("<form method=post>" + token + "<input type=email name=email></form>"));
}

// A parser that meets nonsense must neither crash nor take for ever.
TEST(HtmlPage, SurvivesNonsense) {
  EXPECT_TRUE(parse_html_page(""));
  EXPECT_TRUE(parse_html_page("plain text"));
  EXPECT_TRUE(parse_html_page(std::string("\0\xff\xfe<form", 8)));
  std::string deep;
  for (int i = 0; i < 1'000; ++i) deep += "<b>";
  EXPECT_TRUE(parse_html_page(deep));
  for (int i = 0; i < 4'001; ++i) deep += "<b>";
  EXPECT_FALSE(parse_html_page(deep));
  EXPECT_TRUE(parse_html_page(std::string(20'000, '<')));
  EXPECT_FALSE(parse_html_page(std::string(1024 * 1024 + 1, ' ')));
}

TEST(HtmlPage, ReadsAPageThatIsCutOffAnywhere) {
  const auto whole = doubles::fixture("portal/confirmation_new.html");
  for (std::size_t length = 0; length < whole.size(); length += 7) {
    const auto read = parse_html_page(std::string_view{whole}.substr(0, length));
    ASSERT_TRUE(read);
    for (const auto& form : read->forms) {
      if (!asks_for_mail(form)) continue;
      EXPECT_EQ(form.email_input, "customer[email]");
    }
  }
}

}  // namespace
}  // namespace latchkey::portal
