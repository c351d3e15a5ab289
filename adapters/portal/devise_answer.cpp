#include "adapters/portal/devise_answer.hpp"

#include "adapters/http/answer_error.hpp"
#include "adapters/http/origin.hpp"
#include "adapters/portal/devise_words.hpp"
#include "adapters/portal/human_check.hpp"
#include "adapters/portal/quiet_time.hpp"

#include <algorithm>
#include <array>
#include <utility>
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

Error asks_for(const std::string& service, const std::string& check) {
  Error error = nothing_sent(ErrorKind::misunderstood, service,
                             "asks for " + check + ", which only a person can answer");
  error.reason = ErrorReason::only_for_people;
  return error;
}

/// What the form's error is about, by signs that are the same in every language: Rails names the
/// form after whether a row was found, and marks the field that was wrong.
std::optional<FormAnswer> by_structure(const HtmlPage& page, const HtmlForm& form) {
  if (page.error_explanation.empty() || says(page.error_explanation, "blank")) return std::nullopt;
  if (form.marks_errors && !form.email_is_marked) return std::nullopt;
  if (form.css_class.rfind("edit_", 0) == 0) return FormAnswer::already_confirmed;
  if (form.css_class.rfind("new_", 0) == 0) return FormAnswer::unknown_address;
  return std::nullopt;
}

/// The form again instead of a redirect: Devise found an error, so it sent nothing. Forms for a
/// sign-in link show it as a flash (devise-passwordless).
SubmitAnswer form_again(const std::string& service, const HtmlPage& page, const HtmlForm& form) {
  const auto& words = page.error_explanation.empty() ? page.flash : page.error_explanation;
  if (says(words, "already confirmed")) return FormReply{FormAnswer::already_confirmed, words};
  if (says(words, "not found") || says(words, "Could not find")) {
    return FormReply{FormAnswer::unknown_address, words};
  }
  if (!page.captcha.empty()) return asks_for(service, page.captcha);
  if (says(words, "CAPTCHA") || says(words, "captcha")) return asks_for(service, "a CAPTCHA");
  if (const auto answer = by_structure(page, form)) return FormReply{*answer, words};
  auto error = nothing_sent(ErrorKind::misunderstood, service,
                            "showed the form again without a reason that we know");
  error.vendor_text = words;
  return error;
}

/// Rack::Attack's answer to too many requests: 429 today, 503 in its older versions.
bool is_rack_attack(const http::Response& response) {
  return response.body.rfind("Retry later", 0) == 0;
}

/// Statuses given before the form's own code runs, by Rails' routing and filters or by what stands
/// before it.
bool stops_before_acting(const http::Response& response) {
  constexpr std::array<int, 6> k_statuses = {400, 401, 403, 404, 405, 429};
  // No other 503, not even with Retry-After: Varnish sends that where the site behind it took the
  // form and did not answer in time.
  if (response.status == 503) return is_rack_attack(response);
  return std::find(k_statuses.begin(), k_statuses.end(), response.status) != k_statuses.end();
}

/// An answer that took no notice of what was asked. A 503 that says when to come back is a rate
/// limit, too.
Error turned_away(const std::string& service, const http::Response& response, TimePoint now,
                  const std::string& ending) {
  auto error = http::answer_error(service, response, now);
  const bool says_when = error.retry_after || is_rack_attack(response);
  if (response.status == 503 && says_when) error.kind = ErrorKind::rate_limited;
  error.what += ending + "; nothing was sent" + wait_words(error.retry_after);
  return error;
}

}  // namespace

Expected<HtmlForm> form_to_fill(const std::string& service, const std::string& page_url,
                                const http::Response& response, TimePoint now) {
  if (const auto check = human_check(response)) return asks_for(service, *check);
  if (response.status != 200) {
    return turned_away(service, response, now, " where the form's page should be");
  }
  const auto page = parse_html_page(response.body);
  if (!page) return nothing_sent(ErrorKind::misunderstood, service, "the form's page is too large");
  if (!page->captcha.empty()) return asks_for(service, page->captcha);
  const auto* form = mail_form(*page);
  if (!form) {
    return nothing_sent(ErrorKind::misunderstood, service,
                        "the page does not hold " + what_is_missing(*page) + in_quotes(*page));
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
  if (const auto check = human_check(response)) return asks_for(service, *check);
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
  if (stops_before_acting(response)) {
    return turned_away(service, response, now, " instead of taking the form");
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
  if (says_that_a_mail_left(page->text)) reply.answer = FormAnswer::accepted;
  return reply;
}

Error with_way_by_hand(Error error, const std::string& page_url) {
  if (error.kind == ErrorKind::misunderstood || error.kind == ErrorKind::refused) {
    error.what += " (by hand: " + page_url + ")";
  }
  return error;
}

}  // namespace latchkey::portal
