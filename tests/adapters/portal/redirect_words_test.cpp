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
