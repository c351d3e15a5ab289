#include "adapters/portal/devise_words.hpp"

#include <gtest/gtest.h>

namespace latchkey::portal {
namespace {

TEST(DeviseWords, SayThatAMailLeftInManyLanguages) {
  for (const char* text :
       {"You will receive an email with instructions for how to confirm your email address in a "
        "few minutes. Log in Email",
        "Sie erhalten in Kürze eine E-Mail mit Anweisungen zum Zurücksetzen Ihres Passworts.",
        "Vous allez recevoir sous quelques minutes un email comportant des instructions pour "
        "confirmer votre compte.",
        "パスワードの再設定について数分以内にメールでご連絡いたします。"}) {
    EXPECT_TRUE(says_that_a_mail_left(text)) << text;
  }
}

// Several end in the very words of the sentence that proves something.
TEST(DeviseWords, ProveNothingInParanoidMode) {
  for (const char* text :
       {"If your email address exists in our database, you will receive an email with instructions "
        "for how to confirm your email address in a few minutes.",
        "If your email address exists in our database, you will receive a password recovery link "
        "at your email address in a few minutes.",
        "If your account exists, you will receive an email with a login link. Please follow the "
        "link to log in to your account.",
        "Wenn Ihre E-Mail-Adresse in unserer Datenbank existiert, erhalten Sie in Kürze eine "
        "E-Mail mit Anweisungen zum Zurücksetzen Ihres Passworts.",
        "Se la tua email esiste nel nostro database, riceverai un messaggio email con le "
        "istruzioni per confermare il tuo account entro qualche minuto.",
        "メールアドレスが登録済みの場合、本人確認用のメールが数分以内に送信されます。", ""}) {
    EXPECT_FALSE(says_that_a_mail_left(text)) << text;
  }
}

}  // namespace
}  // namespace latchkey::portal
