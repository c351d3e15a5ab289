#include "adapters/portal/html_page.hpp"

#include "core/base/letter_case.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>

namespace latchkey::portal {
namespace {

std::string attribute(const GumboNode& node, const char* name) {
  const auto* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found ? found->value : "";
}

const GumboVector* children_of(const GumboNode& node) {
  switch (node.type) {
    case GUMBO_NODE_DOCUMENT: return &node.v.document.children;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE: return &node.v.element.children;
    default: return nullptr;
  }
}

/// Calls `visit` for the node and all below it in document order; where it returns false, what is
/// below that node is left out. A loop with its own stack, because pages may nest deeply.
template <class Visit>
void walk(const GumboNode& top, Visit visit) {
  std::vector<const GumboNode*> open{&top};
  while (!open.empty()) {
    const auto* node = open.back();
    open.pop_back();
    if (!visit(*node)) continue;
    const auto* children = children_of(*node);
    for (unsigned i = children ? children->length : 0; i > 0; --i) {
      open.push_back(static_cast<const GumboNode*>(children->data[i - 1]));
    }
  }
}

bool is_tag(const GumboNode& node, GumboTag tag) {
  return node.type == GUMBO_NODE_ELEMENT && node.v.element.tag == tag;
}

void append_collapsed(std::string& text, std::string_view more) {
  for (const char c : more) {
    const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!blank) {
      text += c;
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
  }
}

/// The text a reader sees below this node.
std::string text_of(const GumboNode& top) {
  std::string text;
  walk(top, [&](const GumboNode& node) {
    if (is_tag(node, GUMBO_TAG_SCRIPT) || is_tag(node, GUMBO_TAG_STYLE) ||
        (is_tag(node, GUMBO_TAG_TITLE) && &node != &top)) {
      return false;
    }
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA) {
      append_collapsed(text, node.v.text.text);
    } else {
      append_collapsed(text, " ");  // a new element does not glue two words together
    }
    return true;
  });
  const auto last = text.find_last_not_of(' ');
  text.erase(last == std::string::npos ? 0 : last + 1);
  return text;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// Is the node, or an element around it, marked as holding what was wrong?
bool is_marked(const GumboNode& node) {
  for (const auto* at = &node; at != nullptr && at->type == GUMBO_NODE_ELEMENT; at = at->parent) {
    if (attribute(*at, "class").find("field_with_errors") != std::string::npos) return true;
    if (attribute(*at, "aria-invalid") == "true") return true;
  }
  return false;
}

void read_input(const GumboNode& node, HtmlForm& form) {
  const auto name = attribute(node, "name");
  const auto type = in_lower_case(attribute(node, "type"));
  if (type == "hidden") {
    if (!name.empty()) form.hidden.emplace_back(name, attribute(node, "value"));
  } else if (type == "password") {
    form.has_password_input = true;
  } else if ((type == "email" || type == "text" || type.empty()) && ends_with(name, "[email]")) {
    form.email_input = name;
    form.email_is_marked = is_marked(node);
  }
  form.marks_errors = form.marks_errors || is_marked(node);
}

struct CaptchaMark {
  std::string_view mark;
  const char* name;
};

template <std::size_t N>
std::string first_marked(std::string_view text, const std::array<CaptchaMark, N>& marks) {
  const auto found = std::find_if(marks.begin(), marks.end(), [&](const CaptchaMark& mark) {
    return text.find(mark.mark) != std::string_view::npos;
  });
  return found == marks.end() ? "" : found->name;
}

/// By class, id or name of an element, or by where a script comes from: some widgets show
/// themselves only after it has run. Not by Cloudflare's /cdn-cgi/challenge-platform/, which it
/// puts into every page of a site, whether it asks for something or not.
std::string captcha_of(const GumboNode& node) {
  constexpr std::array<CaptchaMark, 6> k_elements = {{{"g-recaptcha", "reCAPTCHA"},
                                                      {"h-captcha", "hCaptcha"},
                                                      {"cf-turnstile", "Turnstile"},
                                                      {"arkose", "Arkose"},
                                                      {"fc-token", "Arkose"},
                                                      {"captcha", "CAPTCHA"}}};
  constexpr std::array<CaptchaMark, 7> k_scripts = {{{"google.com/recaptcha", "reCAPTCHA"},
                                                     {"recaptcha.net/recaptcha", "reCAPTCHA"},
                                                     {"hcaptcha.com/", "hCaptcha"},
                                                     {"cloudflare.com/turnstile", "Turnstile"},
                                                     {"arkoselabs.com/", "Arkose"},
                                                     {"captcha-delivery.com/", "DataDome"},
                                                     {"captcha", "CAPTCHA"}}};
  if (node.v.element.tag == GUMBO_TAG_SCRIPT)
    return first_marked(attribute(node, "src"), k_scripts);
  return first_marked(in_lower_case(attribute(node, "class") + ' ' + attribute(node, "id") + ' ' +
                                    attribute(node, "name")),
                      k_elements);
}

HtmlForm read_form(const GumboNode& top) {
  HtmlForm form;
  form.action = attribute(top, "action");
  form.method = in_lower_case(attribute(top, "method"));
  if (form.method.empty()) form.method = "get";
  form.css_class = attribute(top, "class");
  walk(top, [&](const GumboNode& node) {
    if (is_tag(node, GUMBO_TAG_INPUT)) read_input(node, form);
    return true;
  });
  return form;
}

bool is_flash(const GumboNode& node) {
  constexpr std::array<std::string_view, 3> k_marks = {"notice", "alert", "flash"};
  const auto marked = in_lower_case(attribute(node, "class") + ' ' + attribute(node, "id"));
  return std::any_of(k_marks.begin(), k_marks.end(),
                     [&](auto mark) { return marked.find(mark) != std::string::npos; });
}

void read_element(const GumboNode& node, HtmlPage& page) {
  const auto tag = node.v.element.tag;
  if (tag == GUMBO_TAG_TITLE && page.title.empty()) page.title = text_of(node);
  if (tag == GUMBO_TAG_FORM) page.forms.push_back(read_form(node));
  if (attribute(node, "id") == "error_explanation") page.error_explanation = text_of(node);
  if (page.flash.empty() && is_flash(node)) page.flash = text_of(node);
  if (page.captcha.empty()) page.captcha = captcha_of(node);
}

bool is_too_large(std::string_view html) {
  constexpr std::size_t k_bytes_max = 1024 * 1024;
  constexpr int k_tags_max = 5'000;
  if (html.size() > k_bytes_max) return true;
  int tags = 0;
  for (std::size_t i = 1; i < html.size(); ++i) {
    const char next = html[i];
    if (html[i - 1] != '<') continue;
    if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')) ++tags;
  }
  return tags > k_tags_max;
}

}  // namespace

std::optional<HtmlPage> parse_html_page(std::string_view html) {
  if (is_too_large(html)) return std::nullopt;
  const auto free = [](GumboOutput* output) {
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  };
  const std::unique_ptr<GumboOutput, decltype(free)> output{
      gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size()), free};
  HtmlPage page;
  page.text = text_of(*output->document);
  walk(*output->document, [&](const GumboNode& node) {
    if (node.type == GUMBO_NODE_ELEMENT) read_element(node, page);
    return true;
  });
  return page;
}

bool asks_for_mail(const HtmlForm& form) {
  const auto is_token = [](const auto& input) { return input.first == "authenticity_token"; };
  return form.method == "post" && !form.email_input.empty() && !form.has_password_input &&
         std::any_of(form.hidden.begin(), form.hidden.end(), is_token);
}

}  // namespace latchkey::portal
