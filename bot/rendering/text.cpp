#include "bot/rendering/text.hpp"

#include "bot/commands/characters.hpp"
#include "bot/rendering/action_row.hpp"
#include "bot/rendering/foreign_text.hpp"
#include "bot/rendering/sections.hpp"
#include "core/remedies/offered_remedies.hpp"

#include <date/date.h>

#include <array>
#include <ctime>
#include <limits>
#include <string_view>
#include <utility>

namespace latchkey::rendering {
namespace {

constexpr std::string_view k_bold = "\x1b[1m";
constexpr std::string_view k_faint = "\x1b[2m";
constexpr std::string_view k_reset = "\x1b[0m";

/// How an outcome looks: a mark, the word for terminals without it, and a colour.
struct Look {
  std::string_view mark;
  std::string_view word;
  std::string_view colour;
};

Look look(const Conclusion& conclusion) {
  if (conclusion.cause == Cause::nothing_found) return {"🟢", "OK:", "\x1b[1;32m"};
  if (conclusion.cause == Cause::unknown) return {"⚪", "UNKNOWN:", "\x1b[1m"};
  if (conclusion.confidence == Confidence::certain) return {"🔴", "CERTAIN:", "\x1b[1;31m"};
  return {"🟠",
          conclusion.confidence == Confidence::likely ? "LIKELY:" : "POSSIBLE:", "\x1b[1;33m"};
}

std::string flat(const chat::Text& text, const TextOptions& options) {
  std::string line;
  for (const chat::Span& span : text) {
    switch (span.kind) {
      case chat::Span::Kind::date: line += options.show_time(span.at); break;
      case chat::Span::Kind::link: line += one_line(span.url); break;
      default: line += span.text;
    }
  }
  return line;
}

class Page {
 public:
  explicit Page(const TextOptions& options) : options_(options) {}

  /// A line in a style, which is left out where there are no colours.
  void line(std::string_view text, std::string_view style = {}) {
    const bool styled = options_.colour && !style.empty();
    if (styled) text_ += style;
    text_ += options_.emoji ? std::string{text} : in_ascii(text);
    if (styled) text_ += k_reset;
    text_ += '\n';
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  const TextOptions& options_;
  std::string text_;
};

void write_conclusion(Page& page, const Diagnosis& diagnosis, const TextOptions& options) {
  const Look looks = look(diagnosis.conclusion);
  const std::string_view mark = options.emoji ? looks.mark : looks.word;
  page.line(std::string{mark} + " " + one_line(diagnosis.conclusion.summary), looks.colour);
  const std::string details = explanation(diagnosis);
  if (!details.empty()) page.line(details);
  const std::string sure = how_sure(diagnosis.conclusion);
  page.line((sure.empty() ? "" : sure + " · ") + diagnosis.email.full() + " · " +
                diagnosis.service + " · " + extent(diagnosis.window),
            k_faint);
}

void write_section(Page& page, const Section& section, const TextOptions& options) {
  page.line("");
  if (!section.title.empty()) page.line(section.title, k_bold);
  for (const Line& entry : section.lines) {
    const std::string line = flat(entry.text, options);
    if (section.title.empty()) {
      page.line(line, k_faint);
    } else {
      page.line((entry.indented ? "    • " : "  • ") + line);
    }
  }
}

void write_remedies(Page& page, const Diagnosis& diagnosis, bool escalate) {
  if (diagnosis.remedies.empty() && !escalate) return;
  page.line("");
  page.line("What you can do: buttons in the chat, under the same check", k_bold);
  for (const OfferedRemedy& remedy : diagnosis.remedies) {
    page.line("  • " + label(remedy));
  }
  if (escalate) page.line("  • " + std::string{k_escalate_label});
}

}  // namespace

std::string in_ascii(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto [code, bytes] = commands::first_character(text);
    text.remove_prefix(bytes.size());
    if (code < 0x80) {
      out += bytes;
    } else if (code == U'·' || code == U'•') {
      out += '-';
    } else if (code == U'…') {
      out += "...";
    } else if (code == U'→') {
      out += "->";
    } else if (commands::is_double_quote(code)) {
      out += '"';
    } else {
      out += commands::is_single_quote(code) ? '\'' : '?';
    }
  }
  return out;
}

std::string in_utc(TimePoint at) {
  return date::format("%a %e %b %H:%M UTC", std::chrono::floor<std::chrono::minutes>(at));
}

std::string in_local_zone(TimePoint at) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
  const std::time_t moment = seconds;
  std::tm local{};
  if (!localtime_r(&moment, &local)) return in_utc(at);
  std::array<char, 64> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%a %e %b %H:%M %Z", &local);
  return {text.data(), length};
}

std::string to_text(const Diagnosis& diagnosis, const TextOptions& options) {
  constexpr std::size_t k_whole_timeline = std::numeric_limits<std::size_t>::max();
  Page page{options};
  write_conclusion(page, diagnosis, options);
  for (const Section& section : sections(diagnosis, k_whole_timeline)) {
    write_section(page, section, options);
  }
  write_remedies(page, diagnosis, options.escalate);
  return page.take();
}

}  // namespace latchkey::rendering
