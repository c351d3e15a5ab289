#pragma once

#include "core/base/email_address.hpp"

#include <string>

namespace latchkey::rendering {

/// What was asked, and by whom.
struct Asked {
  EmailAddress email;
  /// The diagnosed service's name.
  std::string service;
  /// Chat user id.
  std::string by;
  /// `[privacy] mask_emails_in_messages`.
  bool mask_email = false;
};

}  // namespace latchkey::rendering
