#include "bot/replies/reply_template.hpp"

#include <algorithm>
#include <utility>

namespace latchkey::replies {
namespace {

bool is_placeholder(std::string_view name) {
  return std::find(k_placeholders.begin(), k_placeholders.end(), name) != k_placeholders.end();
}

std::string known_placeholders() {
  std::string names;
  for (const auto name : k_placeholders) {
    names += (names.empty() ? "{" : ", {") + std::string{name} + "}";
  }
  return names;
}

std::string_view without_blank_ends(std::string_view text) {
  constexpr std::string_view k_blanks = " \t\r\n";
  const auto begin = text.find_first_not_of(k_blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(k_blanks) + 1 - begin);
}

/// How many bytes at the beginning are lines that begin with "#".
std::size_t length_of_note(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && text[end] == '#') {
    const auto line_end = text.find('\n', end);
    end = line_end == std::string_view::npos ? text.size() : line_end + 1;
  }
  return end;
}

/// Windows' line ends are nobody's business.
std::string with_plain_line_ends(std::string_view text) {
  std::string plain{text};
  std::erase(plain, '\r');
  return plain;
}

}  // namespace

ReplyTemplate::Parsed ReplyTemplate::parse(std::string_view text) {
  const std::string plain = with_plain_line_ends(text);
  const std::string_view all = plain;
  const auto note_length = length_of_note(all);
  const auto first_line =
      1 + static_cast<unsigned>(std::count(
              plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(note_length), '\n'));
  std::vector<Problem> problems;
  ReplyTemplate made;
  made.note_ = pieces_of(all.substr(0, note_length), 1, problems);
  made.reply_ = pieces_of(all.substr(note_length), first_line, problems);
  const auto words = without_blank_ends(all.substr(note_length));
  if (words.empty()) problems.push_back({first_line, "there is no reply in it"});
  if (words.size() > k_longest) {
    problems.push_back({first_line, "expected at most " + std::to_string(k_longest) +
                                        " bytes, got " + std::to_string(words.size())});
  }
  if (!problems.empty()) return problems;
  return made;
}

ReplyTemplate::Pieces ReplyTemplate::pieces_of(std::string_view text, unsigned first_line,
                                               std::vector<Problem>& problems) {
  Pieces pieces(1);
  unsigned line = first_line;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') ++line;
    const bool doubled = at + 1 < text.size() && text[at + 1] == c;
    if (c == '}' && !doubled) {
      problems.push_back({line, "\"}\" closes nothing; write }} for a brace"});
    }
    if (c != '{' || doubled) {
      pieces.back().text += c;
      if ((c == '{' || c == '}') && doubled) ++at;
      continue;
    }
    const auto end = text.find_first_of("{}\n", at + 1);
    if (end == std::string_view::npos || text[end] != '}') {
      problems.push_back({line, "\"{\" is not closed; write {{ for a brace"});
      continue;
    }
    const auto name = text.substr(at + 1, end - at - 1);
    if (!is_placeholder(name)) {
      problems.push_back({line, "unknown placeholder {" + std::string{name} + "}; known are " +
                                    known_placeholders()});
    }
    pieces.push_back({.placeholder = true, .text = std::string{name}});
    pieces.emplace_back();
    at = end;
  }
  return pieces;
}

std::string ReplyTemplate::filled(const Pieces& pieces, const Values& values) {
  std::string text;
  for (const Piece& piece : pieces) {
    if (!piece.placeholder) {
      text += piece.text;
    } else if (const auto value = values.find(piece.text); value != values.end()) {
      text += value->second;
    }
  }
  return std::string{without_blank_ends(text)};
}

std::string ReplyTemplate::reply(const Values& values) const {
  return filled(reply_, values);
}

std::string ReplyTemplate::note(const Values& values) const {
  std::string text;
  const std::string lines = filled(note_, values);
  for (std::size_t at = 0; at < lines.size();) {
    const auto end = std::min(lines.find('\n', at), lines.size());
    const auto line = without_blank_ends(std::string_view{lines}.substr(at + 1, end - at - 1));
    text += (text.empty() ? "" : " ") + std::string{line};
    at = end + 1;
  }
  return text;
}

}  // namespace latchkey::replies
