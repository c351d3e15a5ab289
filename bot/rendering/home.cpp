#include "bot/rendering/home.hpp"

#include "bot/rendering/foreign_text.hpp"
#include "bot/rendering/health.hpp"

#include <algorithm>
#include <utility>

namespace latchkey::rendering {
namespace {

/// "account unconfirmed": the contract's own words, without the signs that scripts need.
std::string readable(std::string cause) {
  if (cause.empty()) return "being checked";
  std::replace(cause.begin(), cause.end(), '_', ' ');
  return cause;
}

void append_check(const RecentCheck& check, bool mask_email, chat::Text& text) {
  text.push_back(chat::plain("\n• "));
  text.push_back(chat::date(check.asked_at));
  text.push_back(chat::plain(" · "));
  text.push_back(chat::code(mask_email ? check.email.masked() : check.email.full()));
  text.push_back(chat::plain(" · " + one_line(check.service) + " · " + readable(check.cause)));
  if (check.link.empty()) return;
  text.push_back(chat::plain(" · "));
  text.push_back(chat::link("open", check.link));
}

chat::Block checks(const Home& home) {
  chat::Text text = {chat::bold("Your last checks")};
  for (const RecentCheck& check : home.checks) append_check(check, home.mask_emails, text);
  if (home.checks.empty()) text.push_back(chat::plain("\nNone yet."));
  return {.text = std::move(text)};
}

}  // namespace

chat::Message render(const Home& home) {
  chat::Message page{.summary = "Your last checks", .blocks = {}};
  page.blocks.push_back(checks(home));
  page.blocks.push_back({.kind = chat::Block::Kind::divider});
  chat::Text systems = {chat::bold("How things are"), chat::plain("\n")};
  const auto lines = health(home.health);
  systems.insert(systems.end(), lines.begin(), lines.end());
  page.blocks.push_back({.text = std::move(systems)});
  page.blocks.push_back({.kind = chat::Block::Kind::small_print,
                         .text = {chat::plain("As of "), chat::date(home.as_of),
                                  chat::plain(". Only you see this page. Ask with "),
                                  chat::code(home.command + " jane.doe@acme.example"),
                                  chat::plain(" in a channel that Latchkey is in.")}});
  return page;
}

}  // namespace latchkey::rendering
