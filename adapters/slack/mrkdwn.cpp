#include "adapters/slack/mrkdwn.hpp"

#include "adapters/slack/shorten.hpp"

#include <date/date.h>

#include <algorithm>

namespace latchkey::slack {
namespace {

using chat::Span;

/// Of what cannot be split: far more than a name or a mail subject has, far less than a section.
constexpr std::size_t k_longest_span = 400;
/// Slack's own limit for URLs, of which only buttons' are documented.
constexpr std::size_t k_longest_url = 2'000;

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string short_and_harmless(const std::string& text) {
  return harmless(shorten(on_one_line(text), k_longest_span));
}

/// Formatting that begins or ends with a blank is not recognised as such.
std::string wrapped(const std::string& text, const char* mark) {
  const auto begin = text.find_first_not_of(' ');
  if (begin == std::string::npos) return {};
  return mark + text.substr(begin, text.find_last_not_of(' ') + 1 - begin) + mark;
}

bool is_id(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  });
}

std::string in_link(const std::string& url) {
  std::string out;
  for (const char c : url) {
    switch (c) {
      case '|': out += "%7C"; break;
      case '>': out += "%3E"; break;
      case '<': out += "%3C"; break;
      case ' ': out += "%20"; break;
      case '&': out += "&amp;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string link(const Span& span) {
  auto label = short_and_harmless(span.text);
  const bool web = span.url.starts_with("https://") || span.url.starts_with("http://");
  const bool clean = std::none_of(span.url.begin(), span.url.end(),
                                  [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (!web || !clean || span.url.size() > k_longest_url) return label;
  return "<" + in_link(span.url) + "|" + label + ">";
}

std::string date(const Span& span) {
  const auto at = std::chrono::floor<std::chrono::seconds>(span.at);
  return "<!date^" + std::to_string(at.time_since_epoch().count()) +
         "^{date_short_pretty} {time}|" + ::date::format("%F %H:%M UTC", at) + ">";
}

std::string quote(const std::string& text) {
  std::string out = "\n> ";
  for (const char c : harmless(shorten(text, k_longest_span))) {
    out += c;
    if (c == '\n') out += "> ";
  }
  return out + "\n";
}

/// A span that stands or falls as a whole.
std::string whole(const Span& span) {
  switch (span.kind) {
    case Span::Kind::bold: return wrapped(short_and_harmless(span.text), "*");
    case Span::Kind::code:
      return wrapped(harmless_in_code(shorten(on_one_line(span.text), k_longest_span)), "`");
    case Span::Kind::quote: return quote(span.text);
    case Span::Kind::link: return link(span);
    case Span::Kind::user: return is_id(span.text) ? "<@" + span.text + ">" : harmless(span.text);
    case Span::Kind::group:
      return is_id(span.text) ? "<!subteam^" + span.text + ">" : harmless(span.text);
    case Span::Kind::date: return date(span);
    case Span::Kind::plain: break;
  }
  return harmless(span.text);
}

/// Fills one piece after the other.
class Pieces {
 public:
  explicit Pieces(std::size_t longest) : longest_(longest) {}

  void add(std::string_view unit) {
    if (pieces_.back().size() + unit.size() > longest_) pieces_.emplace_back();
    pieces_.back() += unit;
  }

  /// Word by word; a word that is longer than a piece is cut between characters and entities.
  void add_words(std::string_view text) {
    while (!text.empty()) {
      auto end = text.find_first_of(" \n");
      end = std::min(end == std::string_view::npos ? text.size() : end + 1, k_longest_word);
      while (end < text.size() && is_inside_a_character(text, end)) --end;
      add(text.substr(0, end));
      text.remove_prefix(end);
    }
  }

  /// Without line breaks around a piece, and without pieces that would show nothing.
  std::vector<std::string> take() {
    std::vector<std::string> shown;
    for (const auto& piece : pieces_) {
      const auto begin = piece.find_first_not_of(" \n");
      if (begin == std::string::npos) continue;
      shown.push_back(piece.substr(begin, piece.find_last_not_of(" \n") + 1 - begin));
    }
    return shown;
  }

 private:
  static constexpr std::size_t k_longest_word = 200;

  static bool is_inside_a_character(std::string_view text, std::size_t at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) return true;
    const auto entity = text.substr(0, at).rfind('&');  // "&amp;" has at most five bytes
    return entity != std::string_view::npos && at - entity < 5 &&
           text.substr(entity, at - entity).find(';') == std::string_view::npos;
  }

  std::size_t longest_;
  std::vector<std::string> pieces_{""};
};

}  // namespace

std::vector<std::string> mrkdwn_pieces(const chat::Text& text, std::size_t longest) {
  Pieces pieces{longest};
  for (const Span& span : text) {
    if (span.kind == Span::Kind::plain) {
      pieces.add_words(harmless(span.text));
    } else {
      pieces.add(whole(span));
    }
  }
  return pieces.take();
}

}  // namespace latchkey::slack
