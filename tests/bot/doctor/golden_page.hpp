#pragma once

#include "bot/doctor/check.hpp"
#include "bot/rendering/doctor_text.hpp"
#include "core/base/error.hpp"
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

inline Error refused(const std::string& what, const std::string& vendor_text = "") {
  return {ErrorKind::refused, what, vendor_text};
}
inline Error not_found(const std::string& what) {
  return {ErrorKind::not_found, what};
}
inline Error timed_out(const std::string& system) {
  return {ErrorKind::timed_out, system + " did not answer within 10 s"};
}
inline Error unreachable(const std::string& system) {
  return {ErrorKind::unreachable, system + ": connection refused"};
}
inline Error misunderstood(const std::string& what) {
  return {ErrorKind::misunderstood, what};
}

}  // namespace latchkey::doctor
