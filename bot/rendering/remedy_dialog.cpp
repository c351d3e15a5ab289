#include "bot/rendering/remedy_dialog.hpp"

#include "bot/rendering/remedy_words.hpp"
#include "core/diagnosis/suppression.hpp"
#include "core/remedies/suppression_remedies.hpp"

#include <algorithm>
#include <string>

namespace latchkey::rendering {
namespace {

/// Mail addresses may be 254 long; a confirm dialog's whole text must stay within Slack's 300.
std::string for_dialog(const EmailAddress& email) {
  constexpr std::size_t k_shown = 100;
  const std::string& full = email.full();
  return full.size() <= k_shown ? full : full.substr(0, k_shown) + "…";
}

chat::Confirm confirm_mail(RemedyId remedy, const std::string& customer, const std::string& site) {
  if (remedy == RemedyId::resend_confirmation) {
    return {.title = "Resend the confirmation?",
            .text = site + " mails a confirmation link for " + customer + " right away.",
            .yes = "Resend",
            .no = "Not now"};
  }
  if (remedy == RemedyId::send_sign_in_link) {
    return {.title = "Send a sign-in link?",
            .text = site + " mails " + customer + " a link that signs them in, right away.",
            .yes = "Send",
            .no = "Not now"};
  }
  return {.title = "Send a password reset?",
          .text = site + " mails a reset link for " + customer +
                  " right away. Links in earlier reset mails stop working.",
          .yes = "Send",
          .no = "Not now"};
}

chat::Confirm confirm_list(RemedyId remedy, const std::string& customer, const std::string& site) {
  const std::string thing{words(remedy).thing};
  if (const auto list = returned_list(remedy)) {
    return {.title = "Put the " + thing + " back?",
            .text = "Puts " + customer + " back on " + list_name(*list) + " of " + site +
                    "'s mail domain, as it was: mail is held back again.",
            .yes = "Put back",
            .no = "Not now"};
  }
  const std::string list = list_name(lifted_list(remedy).value_or(SuppressionList::bounces));
  const std::string effect = "Takes " + customer + " off " + list + " of " + site +
                             "'s mail domain, so that mail is tried again. Nothing is sent by it.";
  if (!is_against_wish(remedy)) {
    return {.title = "Lift the suppression?", .text = effect, .yes = "Lift", .no = "Not now"};
  }
  return {.title = "Did the customer ask for it?",
          .text = effect,
          .yes = "The customer asked for it",
          .no = "Not now"};
}

bool needs_second_person(RemedyId remedy, const ActionRow& row) {
  const auto& listed = row.second_person;
  return is_against_wish(remedy) || std::find(listed.begin(), listed.end(), remedy) != listed.end();
}

}  // namespace

chat::Confirm remedy_dialog(RemedyId remedy, const ActionRow& row, bool approves) {
  const std::string customer = for_dialog(row.email);
  auto dialog = sends_mail(remedy) ? confirm_mail(remedy, customer, row.service)
                                   : confirm_list(remedy, customer, row.service);
  if (approves) {
    if (!is_against_wish(remedy)) dialog.yes = "Approve";
  } else if (needs_second_person(remedy, row)) {
    dialog.text += " A second person has to approve it first.";
  }
  return dialog;
}

}  // namespace latchkey::rendering
