#include "adapters/portal/devise_answer.hpp"

#include "adapters/http/answer_error.hpp"
#include "adapters/http/origin.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace latchkey::portal {
namespace {

bool says(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

Error nothing_sent(ErrorKind kind, const std::string& service, const std::string& why) {
  return Error{kind, service + ": " + why + "; nothing was sent"};
}

Error uncertain(const std::string& service, const std::string& why) {
  return Error{ErrorKind::uncertain,
               service + ": the form was sent, and " + why + ": a mail may have left"};
}

std::string in_quotes(const HtmlPage& page) {
  return page.title.empty() ? "" : " (its title is \"" + page.title.substr(0, 80) + "\")";
}

/// Where the answer sends us, if that is the same site.
std::optional<std::string> same_site_target(const std::string& from,
                                            const http::Response& response) {
  const auto location = response.header("Location");
  if (!location) return std::nullopt;
  auto target = http::resolve_url(from, *location);
  if (!target || !http::same_origin(*target, from)) return std::nullopt;
  return target;
}

/// The page's one form that asks for a mail.
const HtmlForm* mail_form(const HtmlPage& page) {
  const HtmlForm* found = nullptr;
  for (const auto& form : page.forms) {
    if (!asks_for_mail(form)) continue;
    if (found) return nullptr;  // two of them: guessing could ask for the wrong mail
    found = &form;
  }
  return found;
}

std::string what_is_missing(const HtmlPage& page) {
  if (page.forms.empty()) return "a form";
  const auto has = [&](auto predicate) {
    return std::any_of(page.forms.begin(), page.forms.end(), predicate);
  };
  if (has([](const HtmlForm& form) { return form.has_password_input; })) {
    return "the form that asks for a mail, but one that signs in";
  }
  if (!has([](const HtmlForm& form) { return !form.email_input.empty(); })) {
    return "a form with an email field";
  }
  if (has([](const HtmlForm& form) { return asks_for_mail(form); })) {
    return "exactly one form that asks for a mail";
  }
  return "a form with an authenticity_token that is sent by POST";
}

/// The form again instead of a redirect: Devise found an error, so it sent nothing.
SubmitAnswer form_again(const std::string& service, const HtmlPage& page, const HtmlForm& form) {
  const auto& words = page.error_explanation;
  if (says(words, "already confirmed")) return FormReply{FormAnswer::already_confirmed, words};
  if (says(words, "not found")) return FormReply{FormAnswer::unknown_address, words};
  // A sign in any language: Rails names the form after whether a row was found.
  if (form.css_class.rfind("edit_", 0) == 0) {
    return FormReply{FormAnswer::already_confirmed, words};
  }
  if (form.css_class.rfind("new_", 0) == 0 && !words.empty() && !says(words, "blank")) {
    return FormReply{FormAnswer::unknown_address, words};
  }
  auto error = nothing_sent(ErrorKind::misunderstood, service,
                            "showed the form again without a reason that we know");
  error.vendor_text = words;
  return error;
}

/// Statuses given before the form's own code runs, by Rails' routing and filters or by what stands
/// before it.
bool stops_before_acting(int status) {
  constexpr std::array<int, 6> k_statuses = {400, 401, 403, 404, 405, 429};
  return std::find(k_statuses.begin(), k_statuses.end(), status) != k_statuses.end();
}

}  // namespace

Expected<HtmlForm> form_to_fill(const std::string& service, const std::string& page_url,
                                const http::Response& response, TimePoint now) {
  if (response.status != 200) {
    auto error = http::answer_error(service, response, now);
    error.what += " where the form's page should be; nothing was sent";
    return error;
  }
  const auto page = parse_html_page(response.body);
  if (!page) return nothing_sent(ErrorKind::misunderstood, service, "the form's page is too large");
  const auto* form = mail_form(*page);
  if (!form) {
    return nothing_sent(ErrorKind::misunderstood, service,
                        "the page does not hold " + what_is_missing(*page) + in_quotes(*page));
  }
  if (form->asks_for_captcha) {
    return nothing_sent(ErrorKind::misunderstood, service,
                        "the form asks for a CAPTCHA, which only a person can answer");
  }
  const auto action = http::resolve_url(page_url, form->action);
  if (!action || !http::same_origin(*action, page_url)) {
    return nothing_sent(ErrorKind::misunderstood, service,
                        "the form would be sent to another host");
  }
  return *form;
}

SubmitAnswer submit_answer(const std::string& service, const std::string& form_url,
                           const http::Response& response, TimePoint now) {
  const int status = response.status;
  if (status == 302 || status == 303) {
    auto target = same_site_target(form_url, response);
    if (target) return SentAndRedirected{*std::move(target)};
    return uncertain(service, "the answer leads to another host");
  }
  if (status == 200 || status == 422) {
    const auto page = parse_html_page(response.body);
    const auto* form = page ? mail_form(*page) : nullptr;
    if (form) return form_again(service, *page, *form);
    if (status == 422) return TokenRefused{};
    return uncertain(service, "the answer is not a page that we know");
  }
  if (stops_before_acting(status)) {
    auto error = http::answer_error(service, response, now);
    error.what += " instead of taking the form; nothing was sent";
    return error;
  }
  return uncertain(service, "the answer was " + std::to_string(status));
}

Expected<FormReply> redirect_words(const std::string& service,
                                   const Expected<http::Response>& next_page) {
  FormReply reply{FormAnswer::accepted_unproven, ""};
  if (!next_page || next_page->status != 200) return reply;
  const auto page = parse_html_page(next_page->body);
  if (!page) return reply;
  reply.words = page->flash;
  if (says(page->text, "You need to sign in or sign up before continuing") ||
      says(page->text, "You are already signed in")) {
    auto error = nothing_sent(ErrorKind::misunderstood, service,
                              "did not take the form but led to another page");
    error.vendor_text = page->flash;
    return error;
  }
  // The redirect itself tells success; the words, which may be in any language, only unmask the
  // mode in which it tells nothing.
  if (!says(page->text, "If your email address exists in our database")) {
    reply.answer = FormAnswer::accepted;
  }
  return reply;
}

}  // namespace latchkey::portal
