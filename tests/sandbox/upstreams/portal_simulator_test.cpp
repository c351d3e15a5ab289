// Guards against a portal that takes forms which Devise would refuse.
#include "tests/sandbox/sandbox_fixture.hpp"

namespace latchkey::sandbox {
namespace {

using namespace std::chrono_literals;

class PortalSimulatorTest : public SandboxFixture {
 protected:
  static std::string cookie_of(const HttpResponse& response) {
    const std::string header = field(response.headers, "Set-Cookie");
    return header.substr(0, header.find(';'));
  }

  static std::string token_in(const std::string& html) {
    const std::string mark = "name=\"authenticity_token\" value=\"";
    const auto start = html.find(mark) + mark.size();
    return html.substr(start, html.find('"', start) - start);
  }

  HttpResponse post(const std::string& path, const std::string& cookie, const std::string& token,
                    const std::string& email, const std::string& origin = "") {
    Fields headers{{"cookie", cookie}};
    if (!origin.empty()) headers.emplace_back("origin", origin);
    return send("POST", path, headers,
                "authenticity_token=" + token + "&customer%5Bemail%5D=" + email);
  }

  /// Fills the form in and sends it, as a browser would.
  HttpResponse submit(const std::string& form, const std::string& email) {
    const HttpResponse shown = send("GET", "/portal/customers/" + form + "/new");
    return post("/portal/customers/" + form, cookie_of(shown), token_in(shown.body), email);
  }

  Json mails() { return Json::parse(send("GET", "/sandbox/mail").body)["mails"]; }
};

TEST_F(PortalSimulatorTest, MailsAConfirmationSecondsLater) {
  const std::size_t before = mails().size();
  const HttpResponse answer = submit("confirmation", "%20Jane.Doe%40acme.example");
  EXPECT_EQ(answer.status, 302);
  EXPECT_EQ(field(answer.headers, "Location"), "http://127.0.0.1:8080/portal/customers/sign_in");
  EXPECT_EQ(mails().size(), before);
  clock.advance(3s);
  EXPECT_EQ(mails().back()["event"], "accepted");
  clock.advance(1s);
  EXPECT_EQ(mails().back()["event"], "delivered");
  EXPECT_EQ(mails().back()["recipient"], "jane.doe@acme.example");
  EXPECT_EQ(mails().back()["subject"], "Confirmation instructions");
}

TEST_F(PortalSimulatorTest, MailsASignInLinkAndChangesNoColumn) {
  const auto row = [&] {
    return send("GET", "/portal/api/customers?email=priya.nair%40lotus.example",
                {{"authorization", "Bearer sandbox-admin"}})
        .body;
  };
  const std::string before = row();
  EXPECT_EQ(submit("sign_in_link", "priya.nair%40lotus.example").status, 302);
  clock.advance(4s);
  EXPECT_EQ(mails().back()["subject"], "Your sign-in link");
  EXPECT_EQ(mails().back()["event"], "delivered");
  EXPECT_EQ(row(), before);
  const HttpResponse unknown = submit("sign_in_link", "nobody%40x.example");
  EXPECT_NE(unknown.body.find("Could not find a user for that email address"), std::string::npos);
}

// What a press of "Lift suppression" and then of "Send password reset" leads to.
TEST_F(PortalSimulatorTest, ReachesWhomAListHeldBackOnceTheRowIsGone) {
  const auto outcome = [&] {
    submit("password", "aisha.khan%40indus.example");
    clock.advance(4s);
    return mails().back()["event"];
  };
  EXPECT_EQ(outcome(), "failed");
  const HttpResponse lifted =
      send("DELETE", "/mailgun/v3/customers.gitlab.com/bounces/aisha.khan%40indus.example",
           {{"authorization", "Basic YXBpOnNhbmRib3gta2V5"}});
  EXPECT_EQ(lifted.status, 200);
  EXPECT_EQ(outcome(), "delivered");
}

TEST_F(PortalSimulatorTest, ShowsTheFlashOnceAndWithTheNewestCookieOnly) {
  const HttpResponse form = send("GET", "/portal/customers/confirmation/new");
  const HttpResponse answer = post("/portal/customers/confirmation", cookie_of(form),
                                   token_in(form.body), "jane.doe%40acme.example");
  const auto sign_in = [&](const std::string& cookie) {
    return send("GET", "/portal/customers/sign_in", {{"cookie", cookie}});
  };
  EXPECT_EQ(sign_in(cookie_of(form)).body.find("class=\"notice\""), std::string::npos);
  const HttpResponse next = sign_in(cookie_of(answer));
  EXPECT_NE(next.body.find("class=\"notice\""), std::string::npos);
  EXPECT_EQ(sign_in(cookie_of(next)).body.find("class=\"notice\""), std::string::npos);
}

TEST_F(PortalSimulatorTest, ShowsTheFormAgainWhereNothingIsSent) {
  struct Case {
    const char *form, *email, *text, *form_class;
  };
  for (const Case& c :
       {Case{"confirmation", "priya.nair%40lotus.example",
             "Email was already confirmed, please try signing in", "edit_customer"},
        Case{"confirmation", "nobody%40x.example", "Email not found", "new_customer"},
        Case{"confirmation", "", "Email can&#39;t be blank", "new_customer"},
        Case{"password", "sam.lee%40newmail.example", "Email not found", "new_customer"}}) {
    const HttpResponse answer = submit(c.form, c.email);
    EXPECT_EQ(answer.status, 200) << c.email;
    EXPECT_NE(answer.body.find(c.text), std::string::npos) << c.email;
    EXPECT_NE(answer.body.find(std::string("id=\"") + c.form_class), std::string::npos) << c.email;
  }
}

TEST_F(PortalSimulatorTest, SendsAPendingChangesConfirmationToTheNewAddress) {
  submit("confirmation", "sam.lee%40oldmail.example");
  clock.advance(5s);
  EXPECT_EQ(mails().back()["recipient"], "sam.lee@newmail.example");
}

TEST_F(PortalSimulatorTest, WritesDownWhenAResetWasAskedFor) {
  EXPECT_EQ(submit("password", "priya.nair%40lotus.example").status, 302);
  const Json found =
      Json::parse(send("GET", "/portal/api/customers?email=priya.nair%40lotus.example",
                       {{"authorization", "Bearer sandbox-admin"}})
                      .body)["customers"];
  EXPECT_EQ(found[0]["reset_password_sent_at"], "2026-11-22T22:38:00.000Z");
}

TEST_F(PortalSimulatorTest, RefusesATokenWithoutItsCookieAndTheOtherFormsToken) {
  const HttpResponse form = send("GET", "/portal/customers/confirmation/new");
  const std::string token = token_in(form.body), cookie = cookie_of(form);
  EXPECT_EQ(token.size(), 86U);
  const std::string mail = "jane.doe%40acme.example";
  const std::string altered = (token[0] == 'x' ? "y" : "x") + token.substr(1);
  EXPECT_EQ(post("/portal/customers/confirmation", "", token, mail).status, 422);
  EXPECT_EQ(post("/portal/customers/password", cookie, token, mail).status, 422);
  EXPECT_EQ(post("/portal/customers/confirmation", cookie, altered, mail).status, 422);
  EXPECT_EQ(post("/portal/customers/confirmation", cookie, token, mail, "null").status, 422);
  EXPECT_EQ(
      post("/portal/customers/confirmation", cookie, token, mail, "http://127.0.0.1:8080").status,
      302);
}

TEST_F(PortalSimulatorTest, SearchesForLookAlikesAndPendingChanges) {
  const auto search = [&](const std::string& email) {
    return Json::parse(send("GET", "/portal/api/customers?email=" + email,
                            {{"authorization", "Bearer sandbox-admin"}})
                           .body)["customers"];
  };
  EXPECT_EQ(search("maria.lopez%2Bx%40globex.example")[0]["email"], "maria_lopez@globex.example");
  EXPECT_EQ(search("sam.lee%40newmail.example")[0]["email"], "sam.lee@oldmail.example");
  EXPECT_TRUE(search("nils%40nowhere.example").empty());
  EXPECT_EQ(send("GET", "/portal/api/customers?email=a%40b").status, 401);
}

TEST_F(PortalSimulatorTest, HasAPageForEachCustomer) {
  EXPECT_NE(send("GET", "/portal/admin/customers/4711").body.find("Jane Doe"), std::string::npos);
  EXPECT_EQ(send("GET", "/portal/admin/customers/1").status, 404);
}

}  // namespace
}  // namespace latchkey::sandbox
