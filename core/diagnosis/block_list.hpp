#pragma once

#include <string>
#include <string_view>

namespace latchkey {

/// Does a server's answer say that it refused the sender's address or reputation, rather than the
/// recipient's mailbox? Told by the names of the public block lists and the words that go with
/// them, capitals or not.
bool names_block_list(std::string_view words);

/// The first status code (RFC 3463) in a server's answer, such as "5.7.1"; empty where there is
/// none. An IP address is none.
std::string status_code_in(std::string_view words);

}  // namespace latchkey
