#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

/// One way in which two addresses of a person differ.
enum class Change {
  separator,            ///< jane.doe, jane_doe, janedoe
  provider_dots,        ///< dots that the provider does not look at
  plus_tag,             ///< jane+shop
  name_order,           ///< doe.jane
  initials,             ///< j.doe, jdoe, jane.d
  middle_name,          ///< jane.m.doe, jane.mary.doe
  surname,              ///< one of two surnames left out
  particle,             ///< van, de, al left out
  transliteration,      ///< müller as mueller and muller, юлия as yulia and julia
  short_name,           ///< mike, michael
  number,               ///< jane.doe85
  provider_alias,       ///< googlemail.com
  provider_typo,        ///< gmial.com
  organisation_domain,  ///< eu.acme.example, acme.de
  domain_typo,          ///< a slip in an organisation's domain
  other_provider,       ///< the same name elsewhere
};

/// "name_order": the machine's word.
std::string_view to_string(Change change);

/// "other order of the names": for people, in any list of such.
std::string_view words_for(Change change);

/// Adds what is not in the list yet.
void note(std::vector<Change>& changes, Change change);

}  // namespace latchkey
