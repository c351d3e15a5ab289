#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace latchkey::name_pairs {

/// A name as its owner writes it, and the ways in which he may spell it in an address.
struct Name {
  std::string written;
  /// Plain letters, the usual way first; several where the name has to be transliterated.
  std::vector<std::string> spelled;
};

/// How people of one culture are called, and how they make addresses of it.
struct Culture {
  std::string name;
  std::vector<Name> given = {};
  std::vector<Name> surnames = {};
  /// Between given name and surname; empty for none.
  std::vector<std::string> particles = {};
  /// The family's name comes first.
  bool surname_first = false;
  /// Two surnames, or two given names of which both are used.
  bool two_surnames = false;
  bool two_given_names = false;
};

/// Those that the finder may be tuned on, and with `unseen` three more, which it was not.
std::vector<Culture> cultures(bool unseen);

/// "Jürgen=juergen|jurgen Anna Jan_Erik": names apart by spaces, "_" for a space within one. A name
/// without "=" is spelled as it is written, in lower case.
std::vector<Name> names_in(std::string_view text);

}  // namespace latchkey::name_pairs
