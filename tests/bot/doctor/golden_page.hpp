#pragma once

#include "bot/doctor/check.hpp"
#include "bot/rendering/doctor_text.hpp"
#include "tests/bot/rendering/golden.hpp"

#include <string>
#include <utility>

namespace latchkey::doctor {

/// Builds the text of one golden file.
class Page {
 public:
  void add(const std::string& what, Checks checks) {
    text_ += "# " + what + "\n" + rendering::to_text(checks, {.unicode = true}) + "\n";
  }
  void add(const std::string& what, Check check) { add(what, Checks{std::move(check)}); }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// The text with something of its own each time (a port, a directory) in the usual words.
inline std::string with_usual(const std::string& usual, const std::string& own, std::string text) {
  for (auto at = text.find(own); at != std::string::npos; at = text.find(own, at + usual.size())) {
    text.replace(at, own.size(), usual);
  }
  return text;
}

}  // namespace latchkey::doctor
