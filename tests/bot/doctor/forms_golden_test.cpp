// What an operator reads of each failure: one file a system, one block of lines a failure.
#include "adapters/portal/form_probe.hpp"
#include "bot/doctor/form_checks.hpp"
#include "tests/bot/doctor/failing_system.hpp"
#include "tests/bot/doctor/golden_page.hpp"
#include "tests/doubles/fixture.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace latchkey::doctor {
namespace {

using doubles::html_response;

Check form_where(const Answer& answer) {
  const std::string url = "https://customers.example/customers/confirmation/new";
  const auto ask = [&](http::Client& http) {
    return doubles::await(portal::probe_form("CustomersDot", url, std::chrono::seconds{10}, http));
  };
  return judge_form("CustomersDot", "confirmation", url, where_all_answers_are(answer, ask));
}

TEST(DoctorGolden, Forms) {
  const std::string form = doubles::fixture("portal/confirmation_new.html");
  const auto at = form.find("</form>");
  const std::string with_captcha =
      form.substr(0, at) + R"(<div class="g-recaptcha" data-sitekey="k"></div>)" + form.substr(at);
  Page page;
  page.add("can be filled in", form_where(html_response(200, form)));
  for (const auto& [what, answer] : usual_failures("CustomersDot")) {
    page.add("the site " + what, form_where(answer));
  }
  page.add("not there", form_where(html_response(404, "<html>Not found</html>")));
  page.add("leads elsewhere",
           form_where(http::Response{302, {{"Location", "https://customers.example/"}}, ""}));
  page.add("another page", form_where(html_response(200, doubles::fixture("portal/sign_in.html"))));
  page.add("for those only who show a password", form_where(html_response(401, "")));
  page.add("kept from this machine", form_where(html_response(403, "<html>Forbidden</html>")));
  page.add("a CAPTCHA in the form", form_where(html_response(200, with_captcha)));
  page.add("a check of the browser before the page",
           form_where(html_response(403, "<html>Just a moment...</html>",
                                    {{"cf-mitigated", "challenge"}})));
  page.add("too many requests, as older Rack::Attacks have it",
           form_where(http::Response{503, {{"Content-Type", "text/plain"}}, "Retry later\n"}));
  expect_golden("doctor/forms.txt", page.text());
}

}  // namespace
}  // namespace latchkey::doctor
