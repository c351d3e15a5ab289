#pragma once

#include <string>
#include <string_view>

namespace latchkey::rendering {

/// Text that others wrote (a mail server's words, a customer's name) so that it stays one line of
/// valid UTF-8: control characters become blanks, wrong bytes U+FFFD, and after 300 characters it
/// is cut. Formatting and mentions in it are the chat adapter's to disarm.
std::string one_line(std::string_view text);

/// The text with every mail address in it masked ("j***@acme.example").
std::string with_masked_addresses(std::string_view text);

/// How many bytes the text takes where `&`, `<` and `>` are written as entities.
std::size_t escaped_length(std::string_view text);

}  // namespace latchkey::rendering
