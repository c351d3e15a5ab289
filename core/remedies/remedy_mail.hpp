#pragma once

#include "core/base/email_address.hpp"
#include "core/diagnosis/account.hpp"
#include "core/diagnosis/service.hpp"
#include "core/remedies/remedy.hpp"

namespace latchkey {

/// What the mail is for that a remedy has the site send; `other` where it sends none.
MailKind mail_of(RemedyId remedy);

/// Whom that mail goes to where the remedy was asked for with this address: the account's changed
/// address, where one waits for its confirmation and a confirmation is resent (Devise's
/// `pending_reconfirmation?`), or else the address itself.
EmailAddress recipient_of(RemedyId remedy, const EmailAddress& asked, const AccountsFound& found);

}  // namespace latchkey
