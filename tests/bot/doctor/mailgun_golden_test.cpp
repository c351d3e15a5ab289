// What an operator reads of each failure: one file a system, one block of lines a failure.
#include "adapters/mailgun/mailgun.hpp"
#include "bot/doctor/mailgun_checks.hpp"
#include "bot/wiring/nobody.hpp"
#include "tests/bot/doctor/failing_system.hpp"
#include "tests/bot/doctor/golden_page.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace latchkey::doctor {
namespace {

using doubles::html_response;
using doubles::json_response;

const std::string k_us = "https://api.mailgun.net";
const std::string k_mail_domain = "customers.gitlab.com";
constexpr std::chrono::days k_retention{30};

Check mail_domain_where(const Answer& answer, const std::string& api_url = k_us) {
  const auto ask = [&](http::Client& http) {
    const auto log = mailgun::create_mail_log({.api_url = api_url, .domain = k_mail_domain}, http);
    return doubles::await(log->events(nobody(), Window{}));
  };
  return judge_mail_domain(k_mail_domain, api_url, k_retention, where_all_answers_are(answer, ask));
}

Check suppression_lists_where(const Answer& answer) {
  const auto ask = [](http::Client& http) {
    const auto lists =
        mailgun::create_suppression_lists({.api_url = k_us, .domain = k_mail_domain}, http);
    return doubles::await(lists->find(nobody()));
  };
  return judge_suppression_lists(k_mail_domain, k_us, where_all_answers_are(answer, ask));
}

TEST(DoctorGolden, Mailgun) {
  Page page;
  page.add("its log is readable",
           judge_mail_domain(k_mail_domain, k_us, k_retention, MailHistory{}));
  for (const auto& [what, answer] : usual_failures("Mailgun")) {
    page.add(what, mail_domain_where(answer));
  }
  page.add("the key is wrong, or the domain another's",
           mail_domain_where(html_response(401, "Forbidden")));
  page.add("the key's role does not do",
           mail_domain_where(json_response(403, R"({"message":"Access forbidden"})")));
  const auto no_domain =
      json_response(404, R"({"message":"Domain not found: customers.gitlab.com"})");
  page.add("the domain is not in this region, the US", mail_domain_where(no_domain));
  page.add("the domain is not in this region, the EU",
           mail_domain_where(no_domain, "https://api.eu.mailgun.net"));
  page.add("the lists are readable",
           judge_suppression_lists(k_mail_domain, k_us, SuppressionsFound{}));
  page.add("the key's role may not read the lists",
           suppression_lists_where(json_response(403, R"({"message":"Access forbidden"})")));
  for (const auto& [what, answer] : usual_failures("Mailgun")) {
    page.add("asked for its lists, it " + what, suppression_lists_where(answer));
  }
  expect_golden("doctor/mailgun.txt", page.text());
}

}  // namespace
}  // namespace latchkey::doctor
