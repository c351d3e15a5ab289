#include "adapters/portal/devise_words.hpp"

#include <algorithm>
#include <array>

namespace latchkey::portal {
namespace {

/// `devise.confirmations.send_instructions` and `devise.passwords.send_instructions`, whole
/// sentences: several paranoid ones end in the same words, after an "if".
constexpr std::array<std::string_view, 19> k_mail_left = {
    "You will receive an email with instructions for how to confirm your email address in a few "
    "minutes.",
    "You will receive an email with instructions on how to reset your password in a few minutes.",
    // devise-passwordless, `magic_link_sent`
    "A login link has been sent to your email address.",
    "In wenigen Minuten erhalten Sie eine E-Mail zur Bestätigung Ihrer Registrierung.",
    "Sie erhalten in Kürze eine E-Mail mit Anweisungen zum Zurücksetzen Ihres Passworts.",
    "Vous allez recevoir sous quelques minutes un email comportant des instructions pour confirmer "
    "votre compte.",
    "Vous allez recevoir sous quelques minutes un email vous indiquant comment réinitialiser votre "
    "mot de passe.",
    "Vas a recibir un correo con instrucciones sobre cómo confirmar tu cuenta en unos minutos.",
    "Recibirás un correo con instrucciones sobre cómo resetear tu contraseña en unos pocos "
    "minutos.",
    "Riceverai un messaggio email con le istruzioni per confermare il tuo account entro qualche "
    "minuto.",
    "Riceverai un messaggio email con le istruzioni per reimpostare la tua password entro qualche "
    "minuto.",
    "Dentro de minutos, você receberá um email com as instruções de confirmação da sua conta.",
    "Dentro de minutos, você receberá um e-mail com as instruções de redefinição da sua senha.",
    "Je ontvangt via e-mail instructies hoe je je account kan bevestigen.",
    "Je ontvangt een e-mail met instructies hoe je je wachtwoord opnieuw kan instellen.",
    "Instrukcja jak aktywować konto zostanie niezwłocznie wysłana na podany adres e-mail.",
    "Instrukcja zmiany hasła zostanie niezwłocznie wysłana na podany adres e-mail.",
    "アカウントの有効化について数分以内にメールでご連絡します。",
    "パスワードの再設定について数分以内にメールでご連絡いたします。"};

}  // namespace

bool says_that_a_mail_left(std::string_view page_text) {
  return std::any_of(k_mail_left.begin(), k_mail_left.end(), [&](std::string_view sentence) {
    return page_text.find(sentence) != std::string_view::npos;
  });
}

}  // namespace latchkey::portal
