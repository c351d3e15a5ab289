#include "core/addresses/name_change.hpp"

#include <algorithm>

namespace latchkey {

std::string_view to_string(Change change) {
  switch (change) {
    case Change::separator: return "separator";
    case Change::provider_dots: return "provider_dots";
    case Change::plus_tag: return "plus_tag";
    case Change::name_order: return "name_order";
    case Change::initials: return "initials";
    case Change::middle_name: return "middle_name";
    case Change::surname: return "surname";
    case Change::particle: return "particle";
    case Change::transliteration: return "transliteration";
    case Change::short_name: return "short_name";
    case Change::number: return "number";
    case Change::provider_alias: return "provider_alias";
    case Change::provider_typo: return "provider_typo";
    case Change::organisation_domain: return "organisation_domain";
    case Change::domain_typo: return "domain_typo";
    case Change::other_provider: return "other_provider";
  }
  return "";
}

std::string_view words_for(Change change) {
  switch (change) {
    case Change::separator: return "other separator";
    case Change::provider_dots: return "dots that the provider ignores";
    case Change::plus_tag: return "other tag";
    case Change::name_order: return "names in another order";
    case Change::initials: return "initials for names";
    case Change::middle_name: return "with or without a middle name";
    case Change::surname: return "with or without a second surname";
    case Change::particle: return "with or without a particle";
    case Change::transliteration: return "name spelled in other letters";
    case Change::short_name: return "short form of the name";
    case Change::number: return "with or without a number";
    case Change::provider_alias: return "other domain of the same provider";
    case Change::provider_typo: return "mistyped provider";
    case Change::organisation_domain: return "other domain of the organisation";
    case Change::domain_typo: return "mistyped domain";
    case Change::other_provider: return "other provider";
  }
  return "";
}

void note(std::vector<Change>& changes, Change change) {
  if (std::find(changes.begin(), changes.end(), change) == changes.end()) changes.push_back(change);
}

}  // namespace latchkey
