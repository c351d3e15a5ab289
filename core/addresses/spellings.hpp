#pragma once

#include "core/base/email_address.hpp"

#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace latchkey {

/// Ways to write one person's address, the asked one first and then the likelier ones; never empty.
/// Whoever holds them holds the same list: a diagnosis asks several directories about some
/// hundreds.
class Spellings {
 public:
  // Implicit, since it adds nothing to the list but that it is shared.
  Spellings(std::vector<EmailAddress> list)
      : list_(std::make_shared<const std::vector<EmailAddress>>(std::move(list))) {}
  Spellings(std::initializer_list<EmailAddress> list)
      : Spellings(std::vector<EmailAddress>(list)) {}

  [[nodiscard]] const std::vector<EmailAddress>& list() const { return *list_; }

  /// The first `at_most` of them: for a system that is asked once for each.
  [[nodiscard]] Spellings likeliest(std::size_t at_most) const {
    if (list_->size() <= at_most) return *this;
    const auto end = std::next(list_->begin(), static_cast<std::ptrdiff_t>(at_most));
    return std::vector<EmailAddress>(list_->begin(), end);
  }

 private:
  std::shared_ptr<const std::vector<EmailAddress>> list_;
};

}  // namespace latchkey
