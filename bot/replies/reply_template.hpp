#pragma once

#include "bot/replies/placeholders.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace latchkey::replies {

/// A reply for a customer, to be filled in. A template is plain text:
///
///   # Lines like this at its beginning are a note for the colleague who sends it.
///   Hello,
///
///   please ask for {way_in}.
///
/// `{name}` is a placeholder, `{{` and `}}` are braces. There is nothing else to it: no conditions,
/// no code.
class ReplyTemplate {
 public:
  /// Something that is wrong with a template; lines count from 1.
  struct Problem {
    unsigned line = 1;
    std::string what;
  };
  using Parsed = std::variant<ReplyTemplate, std::vector<Problem>>;

  /// Bytes of a template without its note: a form takes 3,000 characters, and what is filled in
  /// needs room, too.
  static constexpr std::size_t k_longest = 2'000;

  /// The template, or everything that is wrong with the text.
  static Parsed parse(std::string_view text);

  /// For the colleague; may be empty.
  [[nodiscard]] std::string note(const Values& values) const;
  /// For the customer.
  [[nodiscard]] std::string reply(const Values& values) const;

  bool operator==(const ReplyTemplate&) const = default;

 private:
  struct Piece {
    bool placeholder = false;
    std::string text;

    bool operator==(const Piece&) const = default;
  };
  using Pieces = std::vector<Piece>;

  static Pieces pieces_of(std::string_view text, unsigned first_line,
                          std::vector<Problem>& problems);
  static std::string filled(const Pieces& pieces, const Values& values);

  Pieces note_;
  Pieces reply_;
};

}  // namespace latchkey::replies
