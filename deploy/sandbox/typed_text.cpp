#include "deploy/sandbox/typed_text.hpp"

#include "deploy/sandbox/random_id.hpp"

#include <algorithm>
#include <cctype>

namespace latchkey::sandbox {
namespace {

constexpr std::string_view k_before_word = "\"'([{<*_~`";
constexpr std::string_view k_after_word = "\"')]}>*_~`.,;:!?";

bool is_address(std::string_view word) {
  const auto at = word.find('@');
  if (at == 0 || at == std::string_view::npos || word.find('@', at + 1) != std::string_view::npos) {
    return false;
  }
  const auto domain = word.substr(at + 1);
  const auto dot = domain.rfind('.');
  const auto is_local = [](unsigned char c) {
    return std::isalnum(c) ||
           std::string_view{".!#$%&'*+/=?^_`{|}~-"}.find(char(c)) != std::string_view::npos;
  };
  const auto is_domain = [](unsigned char c) { return std::isalnum(c) || c == '.' || c == '-'; };
  return dot != std::string_view::npos && dot > 0 && dot + 2 < domain.size() &&
         std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(at), is_local) &&
         std::all_of(domain.begin(), domain.end(), is_domain);
}

/// Collects the text and the elements of the rich text side by side.
class Rewriting {
 public:
  Rewriting(Workspace& workspace, const std::string& bot_user)
      : workspace_(workspace), bot_user_(bot_user) {}

  void plain(std::string_view text) {
    if (text.empty()) return;
    result_.text += escape_markup(text);
    pending_text_ += text;
  }

  void word(std::string_view word) {
    if (is_address(word)) return address(std::string(word));
    if (word.starts_with("https://") || word.starts_with("http://")) return link(std::string(word));
    if (word.starts_with("@") && mention(lower_case(word.substr(1)))) return;
    if (word.starts_with("#") && channel(lower_case(word.substr(1)))) return;
    plain(word);
  }

  TypedText finish() {
    flush();
    result_.rich_text_block = {
        {"type", "rich_text"},
        {"block_id", random_id(5)},
        {"elements",
         Json::array({Json{{"type", "rich_text_section"}, {"elements", std::move(elements_)}}})}};
    return std::move(result_);
  }

 private:
  void flush() {
    if (pending_text_.empty()) return;
    elements_.push_back({{"type", "text"}, {"text", pending_text_}});
    pending_text_.clear();
  }

  void element(const std::string& markup, Json element) {
    flush();
    result_.text += markup;
    elements_.push_back(std::move(element));
  }

  void address(const std::string& address) {
    element("<mailto:" + address + "|" + address + ">",
            {{"type", "link"}, {"url", "mailto:" + address}, {"text", address}, {"unsafe", true}});
  }

  void link(const std::string& url) {
    element("<" + escape_markup(url) + ">", {{"type", "link"}, {"url", url}});
  }

  bool mention(const std::string& name) {
    if (const auto* user = workspace_.user_by_name(name)) {
      element("<@" + user->id + ">", {{"type", "user"}, {"user_id", user->id}});
      result_.mentions_bot = result_.mentions_bot || user->id == bot_user_;
      return true;
    }
    if (const auto* group = workspace_.group(name)) {
      element("<!subteam^" + group->id + "|@" + group->handle + ">",
              {{"type", "usergroup"}, {"usergroup_id", group->id}});
      return true;
    }
    if (name != "here" && name != "channel" && name != "everyone") return false;
    element("<!" + name + ">", {{"type", "broadcast"}, {"range", name}});
    return true;
  }

  bool channel(const std::string& name) {
    const auto* found = workspace_.channel_by_name(name);
    if (found == nullptr) return false;
    element("<#" + found->about.id + "|" + name + ">",
            {{"type", "channel"}, {"channel_id", found->about.id}});
    return true;
  }

  Workspace& workspace_;
  const std::string& bot_user_;
  TypedText result_;
  Json elements_ = Json::array();
  std::string pending_text_;
};

}  // namespace

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::string escape_markup(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '&')
      escaped += "&amp;";
    else if (c == '<')
      escaped += "&lt;";
    else if (c == '>')
      escaped += "&gt;";
    else
      escaped += c;
  }
  return escaped;
}

TypedText rewrite_typed_text(std::string_view typed, Workspace& workspace,
                             const std::string& bot_user) {
  Rewriting rewriting(workspace, bot_user);
  while (!typed.empty()) {
    const auto blanks = std::min(typed.find_first_not_of(" \t\r\n"), typed.size());
    rewriting.plain(typed.substr(0, blanks));
    typed.remove_prefix(blanks);
    auto word = typed.substr(0, typed.find_first_of(" \t\r\n"));
    typed.remove_prefix(word.size());
    const auto start = std::min(word.find_first_not_of(k_before_word), word.size());
    const auto last = word.find_last_not_of(k_after_word);
    const auto end = last == std::string_view::npos ? start : std::max(last + 1, start);
    rewriting.plain(word.substr(0, start));
    rewriting.word(word.substr(start, end - start));
    rewriting.plain(word.substr(end));
  }
  return rewriting.finish();
}

}  // namespace latchkey::sandbox
