#include "deploy/sandbox/sandbox.hpp"

#include "deploy/sandbox/page_api.hpp"
#include "deploy/sandbox/page_files.hpp"
#include "deploy/sandbox/response_hooks.hpp"
#include "deploy/sandbox/web_api/web_api.hpp"

namespace latchkey::sandbox {

Sandbox::Sandbox(Scenario scenario, Scheduler& scheduler, std::chrono::milliseconds mail_delay)
    : scenario_(std::move(scenario)),
      faults_(scenario_),
      slack_(scenario_, scheduler),
      mail_log_(scenario_),
      suppression_lists_(scenario_),
      outgoing_mail_(scenario_, mail_log_, suppression_lists_),
      mailgun_(scenario_, mail_log_, scheduler, slack_.origin),
      mailgun_logs_(scenario_, mail_log_, scheduler),
      mailgun_suppressions_(scenario_, suppression_lists_, scheduler, slack_.origin),
      gitlab_(scenario_, scheduler, slack_.origin),
      portal_(scenario_, outgoing_mail_, scheduler, slack_.origin, mail_delay),
      router_(routes(), faults_) {}

/// Everything that is answered, but for /link/ and /sandbox/stream, which stay open.
std::vector<Route> Sandbox::routes() {
  using Request = const HttpRequest&;
  using Parts = const PathParts&;
  std::vector<Route> table{
      {"*", "/api/{}", "slack",
       [this](Request r, Parts p) { return answer_web_api(slack_, p[0], r); }},
      {"POST", "/hooks/{}", "slack",
       [this](Request r, Parts p) { return answer_response_url(slack_, p[0], r); }},

      {"GET", "/mailgun/v3/{}/events", "mailgun",
       [this](Request r, Parts p) { return mailgun_.events(r, p[0], ""); }},
      {"GET", "/mailgun/v3/{}/events/{}", "mailgun",
       [this](Request r, Parts p) { return mailgun_.events(r, p[0], p[1]); }},
      {"GET", "/mailgun/logs/{}", "", [this](Request, Parts p) { return mailgun_.log_page(p[0]); }},
      {"POST", "/mailgun/v1/analytics/logs", "mailgun",
       [this](Request r, Parts) { return mailgun_logs_.logs(r); }},

      {"GET", "/gitlab/api/v4/user", "gitlab",
       [this](Request r, Parts) { return gitlab_.current_user(r); }},
      {"GET", "/gitlab/api/v4/users", "gitlab",
       [this](Request r, Parts) { return gitlab_.users(r); }},
      {"GET", "/gitlab/api/v4/users/{}", "gitlab",
       [this](Request r, Parts p) { return gitlab_.user(r, p[0]); }},
      {"GET", "/gitlab/api/v4/users/{}/emails", "gitlab",
       [this](Request r, Parts p) { return gitlab_.emails(r, p[0]); }},
      {"GET", "/gitlab/admin/users/{}", "",
       [this](Request, Parts p) { return gitlab_.admin_page(p[0]); }},
      {"GET", "/gitlab/{}", "", [this](Request, Parts p) { return gitlab_.admin_page(p[0]); }},

      {"GET", "/portal/customers/sign_in", "portal",
       [this](Request r, Parts) { return portal_.sign_in_page(r); }},
      {"GET", "/portal/api/customers", "portal",
       [this](Request r, Parts) { return portal_.search(r); }},
      {"GET", "/portal/admin/customers/{}", "",
       [this](Request, Parts p) { return portal_.customer_page(p[0]); }},

      {"GET", "/archives/*", "", [](Request, Parts) { return page_file("index.html"); }},
      {"GET", "/", "", [](Request, Parts) { return page_file("index.html"); }},
  };
  for (const std::string asked_for : {"confirmation", "password", "sign_in_link"}) {
    const std::string form = "/portal/customers/" + asked_for;
    table.push_back(
        {"GET", form + "/new", "portal", [this](Request r, Parts) { return portal_.form(r); }});
    table.push_back(
        {"POST", form, "portal", [this](Request r, Parts) { return portal_.submit(r); }});
  }
  for (Route& route : mailgun_suppressions_.routes("/mailgun/v3/{}/"))
    table.push_back(std::move(route));
  for (Route& route : page_api_routes(slack_, mail_log_, faults_))
    table.push_back(std::move(route));
  table.push_back({"GET", "/{}", "", [](Request, Parts p) { return page_file(p[0]); }});
  return table;
}

}  // namespace latchkey::sandbox
