#include "bot/rendering/doctor_text.hpp"

#include "bot/commands/characters.hpp"
#include "bot/rendering/doctor_status.hpp"
#include "bot/rendering/foreign_text.hpp"
#include "bot/rendering/text.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace latchkey::rendering {
namespace {

using doctor::Check;
using doctor::Checks;

constexpr std::string_view k_plain = "\x1b[0m";

std::string_view colour_of(doctor::Status status) {
  switch (status) {
    case doctor::Status::ok: return "\x1b[32m";
    case doctor::Status::info: return "\x1b[36m";
    case doctor::Status::warn: return "\x1b[1;33m";
    case doctor::Status::fail: return "\x1b[1;31m";
  }
  return "";
}

/// How many characters a terminal shows.
std::size_t shown_width(std::string_view text) {
  std::size_t width = 0;
  for (; !text.empty(); ++width) text.remove_prefix(commands::first_character(text).bytes.size());
  return width;
}

std::string padded(std::string text, std::size_t width) {
  const auto shown = shown_width(text);
  if (shown < width) text.append(width - shown, ' ');
  return text;
}

/// A name of a file is no reason to push everybody else's details off the screen.
std::size_t column_width(const Checks& checks, std::string Check::*column) {
  constexpr std::size_t k_widest = 40;
  std::size_t width = 0;
  for (const Check& check : checks) {
    const auto one = shown_width(one_line(check.*column));
    if (one <= k_widest) width = std::max(width, one);
  }
  return width;
}

std::string counted(std::ptrdiff_t count, const std::string& one) {
  if (count == 0) return "no " + one + "s";
  return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

std::string summary(const Checks& checks) {
  const auto count = [&](doctor::Status status) {
    return std::count_if(checks.begin(), checks.end(),
                         [&](const Check& check) { return check.status == status; });
  };
  return counted(count(doctor::Status::fail), "problem") + ", " +
         counted(count(doctor::Status::warn), "warning");
}

}  // namespace

std::string to_text(const Checks& checks, const DoctorTextOptions& options) {
  constexpr std::size_t k_status_width = 4;
  const auto systems = column_width(checks, &Check::system);
  const auto names = column_width(checks, &Check::name);
  std::string text;
  const auto add = [&](std::string line) {
    text += (options.unicode ? line : in_ascii(line)) + "\n";
  };
  for (const Check& check : checks) {
    const std::string status = padded(std::string{to_string(check.status)}, k_status_width);
    if (options.colour) text += colour_of(check.status);
    text += status;
    if (options.colour) text += k_plain;
    add("  " + padded(one_line(check.system), systems) + "  " +
        padded(one_line(check.name), names) + "  " + one_line(check.detail));
    if (check.next_step.empty()) continue;
    add(std::string(k_status_width + 2, ' ') + (options.unicode ? "→ " : "-> ") +
        one_line(check.next_step));
  }
  add("");
  add(summary(checks));
  return text;
}

}  // namespace latchkey::rendering
