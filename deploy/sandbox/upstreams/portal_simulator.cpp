#include "deploy/sandbox/upstreams/portal_simulator.hpp"

#include "deploy/sandbox/timestamps.hpp"

#include <array>

namespace latchkey::sandbox {

struct PortalSimulator::Form {
  enum class Asks { confirmation, reset, sign_in_link };
  Asks asks;
  const char* page;    ///< where it is shown
  const char* action;  ///< where it is sent
  const char* heading;
  const char* button;
  const char* sent;  ///< the flash after a success
  const char* subject;
};

namespace {

// Texts of Devise 4.8.1's English locale; of the sign-in link, those of the gem
// devise-passwordless.
constexpr const char* k_not_found = "Email not found";
constexpr const char* k_blank = "Email can&#39;t be blank";
constexpr const char* k_already_confirmed = "Email was already confirmed, please try signing in";
constexpr const char* k_no_such_user = "Could not find a user for that email address";
constexpr const char* k_rejected_page =
    "<!DOCTYPE html>\n<html>\n<head>\n  <title>The change you wanted was rejected (422)</title>\n"
    "</head>\n<body>\n  <div class=\"dialog\">\n    <h1>The change you wanted was rejected.</h1>\n"
    "    <p>Maybe you tried to change something you didn't have access to.</p>\n  </div>\n</body>\n"
    "</html>\n";

}  // namespace

PortalSimulator::PortalSimulator(const Scenario& scenario, OutgoingMail& mail,
                                 const Scheduler& scheduler, const std::string& origin,
                                 std::chrono::milliseconds mail_delay)
    : scenario_(scenario),
      customers_(scenario),
      mail_(mail),
      scheduler_(scheduler),
      origin_(origin),
      mail_delay_(mail_delay) {}

const PortalSimulator::Form* PortalSimulator::form_of(const std::string& path) {
  using enum Form::Asks;
  static constexpr std::array<Form, 3> k_forms{
      {{confirmation, "/portal/customers/confirmation/new", "/portal/customers/confirmation",
        "Resend confirmation instructions", "Resend confirmation instructions",
        "You will receive an email with instructions for how to confirm your email address in a "
        "few minutes.",
        "Confirmation instructions"},
       {reset, "/portal/customers/password/new", "/portal/customers/password",
        "Forgot your password?", "Send me reset password instructions",
        "You will receive an email with instructions on how to reset your password in a few "
        "minutes.",
        "Reset password instructions"},
       {sign_in_link, "/portal/customers/sign_in_link/new", "/portal/customers/sign_in_link",
        "Get a sign-in link", "Send me a link",
        "A login link has been sent to your email address. Please follow the link to log in to "
        "your account.",
        "Your sign-in link"}}};
  for (const Form& form : k_forms) {
    if (path == form.page || path == form.action) return &form;
  }
  return nullptr;
}

HttpResponse PortalSimulator::page(PortalSession session, std::string title,
                                   const std::string& body) {
  const std::string flash = session.flash.empty()
                                ? std::string{}
                                : "<p class=\"notice\">" + html_escape(session.flash) + "</p>\n";
  session.flash.clear();
  std::string html = "<!DOCTYPE html>\n<html>\n<head>\n<title>" + html_escape(title) +
                     "</title>\n<meta name=\"csrf-param\" content=\"authenticity_token\" />\n"
                     "<meta name=\"csrf-token\" content=\"" +
                     csrf_token(session, "") + "\" />\n</head>\n<body>\n" + flash + body +
                     "\n</body>\n</html>\n";
  return html_response(200, std::move(html)).with("Set-Cookie", sessions_.save(session));
}

std::string PortalSimulator::explanation(const Form& form, const std::string& problem) {
  if (problem.empty()) return {};
  if (form.asks == Form::Asks::sign_in_link) return "<p class=\"alert\">" + problem + "</p>\n";
  return "<div id=\"error_explanation\">\n<h2>\n1 error prohibited this customer from being "
         "saved:\n</h2>\n<ul>\n<li>" +
         problem + "</li>\n</ul>\n</div>\n";
}

std::string PortalSimulator::form_html(const PortalSession& session, const Form& form,
                                       const std::string& email, const std::string& problem,
                                       bool row_was_found) const {
  // Rails names the form after what it is for: an existing row is edited, a missing one is new.
  const std::string name = row_was_found ? "edit_customer" : "new_customer";
  const std::string html = "<h2>" + std::string(form.heading) + "</h2>\n\n<form class=\"" + name +
                           "\" id=\"" + name + "\" action=\"" + form.action +
                           "\" accept-charset=\"UTF-8\" method=\"post\"><input type=\"hidden\" "
                           "name=\"authenticity_token\" value=\"" +
                           csrf_token(session, form.action) + "\" autocomplete=\"off\" />\n";
  return html + explanation(form, problem) +
         "<div class=\"field\"><label for=\"customer_email\">Email</label><br />\n"
         "<input autofocus=\"autofocus\" autocomplete=\"email\" type=\"email\" value=\"" +
         html_escape(email) +
         "\" name=\"customer[email]\" id=\"customer_email\" /></div>\n<div class=\"actions\">"
         "<input type=\"submit\" name=\"commit\" value=\"" +
         std::string(form.button) + "\" data-disable-with=\"" + form.button +
         "\" /></div>\n</form>";
}

HttpResponse PortalSimulator::form(const HttpRequest& request) {
  const Form* form = form_of(request.path);
  const PortalSession session = sessions_.open(request.header("cookie"));
  return page(session, "Customers portal", form_html(session, *form, "", "", false));
}

std::string PortalSimulator::act(const Form& form, const std::string& email, bool& row_was_found) {
  const bool signs_in = form.asks == Form::Asks::sign_in_link;
  if (email.empty()) return signs_in ? k_no_such_user : k_blank;
  const bool confirms = form.asks == Form::Asks::confirmation;
  Json* row = confirms ? customers_.to_confirm(email) : customers_.by_email(email);
  if (row == nullptr) return signs_in ? k_no_such_user : k_not_found;
  row_was_found = true;
  const std::string pending = text_at(*row, "unconfirmed_email");
  const TimePoint now = scheduler_.now();
  if (confirms) {
    if (pending.empty() && row->at("confirmed_at").is_string()) return k_already_confirmed;
    // The same token is mailed again: no column changes, unless there was no token yet.
    if (row->at("confirmation_sent_at").is_null()) (*row)["confirmation_sent_at"] = iso_time(now);
  }
  if (form.asks == Form::Asks::reset) (*row)["reset_password_sent_at"] = iso_time(now);
  const std::string recipient = confirms && !pending.empty() ? pending : text_at(*row, "email");
  mail_.send(scenario_.portal_mail_domain, recipient, form.subject, now + mail_delay_);
  return {};
}

HttpResponse PortalSimulator::submit(const HttpRequest& request) {
  const Form* form = form_of(request.path);
  PortalSession session = sessions_.open(request.header("cookie"));
  const Fields fields = parse_form(request.body);
  const std::string origin = request.header("origin");
  const bool is_ours = origin.empty() || origin == "http://" + request.header("host");
  std::string token = field(fields, "authenticity_token");
  if (token.empty()) token = request.header("x-csrf-token");
  if (!is_ours || !is_csrf_token(session, form->action, token)) {
    return html_response(422, k_rejected_page);
  }
  const std::string email = stripped_email(field(fields, "customer[email]"));
  bool row_was_found = false;
  const std::string problem = act(*form, email, row_was_found);
  if (!problem.empty()) {
    return page(session, "Customers portal",
                form_html(session, *form, email, problem, row_was_found));
  }
  session.flash = form->sent;
  const std::string location = origin_ + "/portal/customers/sign_in";
  return html_response(302, "<html><body>You are being <a href=\"" + location +
                                "\">redirected</a>.</body></html>")
      .with("Location", location)
      .with("Set-Cookie", sessions_.save(session));
}

HttpResponse PortalSimulator::sign_in_page(const HttpRequest& request) {
  return page(sessions_.open(request.header("cookie")), "Customers portal",
              "<h2>Log in</h2>\n<p>The sandbox's portal lets nobody in.</p>");
}

HttpResponse PortalSimulator::customer_page(const std::string& id) const {
  const Json* row = customers_.by_id(id);
  if (row == nullptr) {
    return html_response(404, "<!doctype html><title>404</title><p>No such customer.</p>");
  }
  std::string html =
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<title>Customer " +
      html_escape(id) + " (sandbox)</title></head><body><h1>" +
      html_escape(text_at(*row, "first_name") + " " + text_at(*row, "last_name")) + "</h1><table>";
  for (const auto& [column, value] : row->items()) {
    const std::string text = value.is_null()     ? "-"
                             : value.is_string() ? value.get<std::string>()
                                                 : to_line(value);
    html += "<tr><th scope=\"row\">" + html_escape(column) + "</th><td>" + html_escape(text) +
            "</td></tr>";
  }
  return html_response(200, html + "</table></body></html>");
}

HttpResponse PortalSimulator::search(const HttpRequest& request) const {
  if (request.header("authorization") != scenario_.portal_authorization) {
    return json_response(401, {{"error", "unauthorized"}});
  }
  Json found = Json::array();
  for (const auto& [name, value] : request.query) {
    if (name != "email") continue;
    for (Json& row : customers_.similar_to(value)) found.push_back(std::move(row));
  }
  return json_response(200, {{"customers", std::move(found)}});
}

}  // namespace latchkey::sandbox
