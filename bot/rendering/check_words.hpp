#pragma once

#include <string>
#include <string_view>

namespace latchkey::rendering {

/// What a check looks at, in two or three words for a list: "mail delivery" of "mail_delivery".
std::string check_words(std::string_view check);

}  // namespace latchkey::rendering
