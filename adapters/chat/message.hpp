#pragma once

#include "core/base/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace latchkey::chat {

/// A piece of text with one meaning. Texts are plain: the platform's adapter escapes them, so a
/// customer's name or a mail subject can neither format a message nor ping anybody.
struct Span {
  enum class Kind { plain, bold, code, quote, link, user, group, date };
  Kind kind = Kind::plain;
  /// What is shown; for `user` and `group` the platform's id, for `date` nothing.
  std::string text = {};
  /// Only for `link`.
  std::string url = {};
  /// Only for `date`: shown in the reader's zone where the platform can.
  TimePoint at = {};
};

using Text = std::vector<Span>;

Span plain(std::string text);
Span bold(std::string text);
Span code(std::string text);
Span link(std::string text, std::string url);
Span user(std::string id);
Span group(std::string id);
Span date(TimePoint at);

/// A question in front of an action, answered in the chat before anything reaches us.
struct Confirm {
  std::string title;
  std::string text;
  std::string yes;
  std::string no;
};

struct Button {
  enum class Style { plain, primary, danger };
  std::string label;
  /// Letters, digits and underscores only, which every platform accepts.
  std::string action;
  /// Opaque to the reader; at most 255 bytes.
  std::string value;
  Style style = Style::plain;
  std::optional<Confirm> confirm = {};
};

/// One block of a message, from top to bottom.
struct Block {
  enum class Kind { text, small_print, divider, buttons };
  Kind kind = Kind::text;
  Text text = {};
  std::vector<Button> buttons = {};
};

/// Says which step of which job a message is. Travels with the message where no reader sees it, so
/// that after a crash what was posted already can be found instead of being posted again.
struct Tag {
  std::string job = {};
  std::string step = {};

  bool operator==(const Tag&) const = default;
};

struct Message {
  /// What a notification shows; also what a client without blocks shows.
  std::string summary;
  std::vector<Block> blocks = {};
  std::optional<Tag> tag = {};
};

/// A form that asks for text, or a window that only shows some.
struct Modal {
  struct Input {
    std::string name;
    std::string label;
    std::string placeholder;
    std::string initial = {};
    /// Several lines; of all of them at most 3,000 characters.
    bool multiline = false;
    /// Where there are some, one of them is chosen instead of typed; each at most 75 bytes.
    std::vector<std::string> choices = {};
  };
  std::string title;
  /// Comes back with the submission.
  std::string action;
  /// Comes back with the submission; at most 3,000 bytes.
  std::string context;
  /// Empty where there is nothing to ask for.
  std::string submit;
  std::vector<Input> inputs;
  /// What stands above the inputs.
  std::vector<Block> blocks = {};
  std::string close = "Cancel";
};

}  // namespace latchkey::chat
