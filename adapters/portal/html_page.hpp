#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace latchkey::portal {

/// One <form> of a page, as far as filling it in needs.
struct HtmlForm {
  std::string action;
  /// In lower case; "get" where the page leaves it out, as in HTML.
  std::string method;
  std::string css_class;
  /// Name and value of every hidden input, in order: some applications add their own.
  std::vector<std::pair<std::string, std::string>> hidden;
  /// Name of the one text or email input that ends in "[email]", empty where there is none.
  std::string email_input;
  bool has_password_input = false;
  /// Some field is marked as wrong, in the way in which Rails does it (class field_with_errors) or
  /// accessible pages do (aria-invalid): a sign in any language. Applications may turn it off.
  bool marks_errors = false;
  /// The email input is one of those.
  bool email_is_marked = false;
};

/// What a person would see of a page, as far as we look.
struct HtmlPage {
  std::string title;
  std::vector<HtmlForm> forms;
  /// Text of Rails' <div id="error_explanation">.
  std::string error_explanation;
  /// Text of the element in which the layout shows a message (class or id with notice, alert or
  /// flash), the first that is not empty.
  std::string flash;
  /// "reCAPTCHA": what stands in the page, or is loaded by it, that only a person can answer. Empty
  /// where there is no such thing.
  std::string captcha;
  /// All visible text, blanks collapsed.
  std::string text;
};

/// Reads a page with an HTML5 parser. Nothing where it is over 1 MiB or opens over 5,000 tags: the
/// page of a form has a few hundred, and gumbo takes time by the square of the depth of nesting.
std::optional<HtmlPage> parse_html_page(std::string_view html);

/// The form that asks for a mail: sent by POST, with a hidden `authenticity_token`, an email input
/// and no password input (that would be the sign-in form).
bool asks_for_mail(const HtmlForm& form);

}  // namespace latchkey::portal
