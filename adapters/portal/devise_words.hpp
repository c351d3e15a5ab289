#pragma once

#include <string_view>

namespace latchkey::portal {

/// Does the page say that a mail is on its way, in words that Devise uses only where it found the
/// account? Known in the languages of the devise-i18n project that are most used; in its paranoid
/// mode, and in words of the site's own, a page says nothing that proves it.
/// https://github.com/tigrish/devise-i18n/tree/master/rails/locales
bool says_that_a_mail_left(std::string_view page_text);

}  // namespace latchkey::portal
