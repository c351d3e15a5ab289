#pragma once
#include "deploy/sandbox/json.hpp"
#include "deploy/sandbox/workspace.hpp"

#include <string>
#include <string_view>

namespace latchkey::sandbox {

/// What Slack makes of a text that a person typed.
struct TypedText {
  std::string text;      ///< with mentions, links and addresses in angle brackets, `& < >` escaped
  Json rich_text_block;  ///< the same, split up
  bool mentions_bot = false;
};

/// Rewrites as Slack does: a@b.c to `<mailto:a@b.c|a@b.c>`, https://x to `<https://x>`, @name to
/// `<@U…>` or `<!subteam^S…|@name>`, #name to `<#C…|name>`.
/// Source: docs.slack.dev, "Formatting text for app surfaces"; recorded messages.
TypedText rewrite_typed_text(std::string_view typed, Workspace& workspace,
                             const std::string& bot_user);

/// ASCII letters in lower case, as names of users and channels are compared.
std::string lower_case(std::string_view text);

/// Escapes `&`, `<` and `>`, in that order.
std::string escape_markup(std::string_view text);

}  // namespace latchkey::sandbox
