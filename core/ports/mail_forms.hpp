#pragma once

#include "core/base/email_address.hpp"
#include "core/base/expected.hpp"
#include "core/remedies/remedy.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace latchkey {

/// What a site's form said when a mail was asked for.
enum class FormAnswer {
  accepted,           ///< it said that a mail is on its way
  accepted_unproven,  ///< it took the form in words that it may have for every address (Devise's
                      ///< paranoid mode): proves nothing
  already_confirmed,  ///< nothing to confirm, no mail left
  unknown_address     ///< it knows no such account, no mail left
};

struct FormReply {
  FormAnswer answer;
  /// The page's own words, foreign text. May be empty.
  std::string words;
};

/// The public forms through which a customer asks a site for a mail.
class MailForms {
 public:
  virtual ~MailForms() = default;

  /// Fills in and submits the remedy's form once. `uncertain` where the form was sent and no
  /// answer came: a mail may have left. Every other error means that none did.
  virtual boost::asio::awaitable<Expected<FormReply>> request(RemedyId remedy,
                                                              EmailAddress address) = 0;
};

}  // namespace latchkey
