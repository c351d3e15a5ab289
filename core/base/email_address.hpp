#pragma once

#include "core/base/expected.hpp"

#include <compare>
#include <string>
#include <string_view>

namespace latchkey {

/// One mail address as the directories know it: ASCII, local part and domain in lower case (Devise
/// and GitLab both fold the whole address before they search).
///
/// Private by type: it prints masked, and `full()` is the spelled-out way to the whole of it.
class EmailAddress {
 public:
  /// Takes exactly one address, nothing around it. `invalid` where the text is none: not ASCII
  /// (look-alike letters), no dot in the domain, characters outside RFC 5322's dot-atom, longer
  /// than 254 (RFC 5321, erratum 1690).
  static Expected<EmailAddress> parse(std::string_view text);

  /// The address with this local part at the same domain. `invalid` as for `parse`.
  [[nodiscard]] Expected<EmailAddress> with_local_part(std::string_view local_part) const;

  [[nodiscard]] const std::string& full() const { return text_; }
  [[nodiscard]] std::string_view local_part() const;
  [[nodiscard]] std::string_view domain() const;
  /// "j***@acme.example": for logs and metrics.
  [[nodiscard]] std::string masked() const;

  // NOLINTNEXTLINE(modernize-use-nullptr): there is none, nor a zero.
  auto operator<=>(const EmailAddress&) const = default;

 private:
  explicit EmailAddress(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace latchkey
