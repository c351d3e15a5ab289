#pragma once

#include "tests/addresses/person.hpp"

#include <string>

namespace latchkey::name_pairs {

/// An organisation's domain, "nordwerk.de": one of some six hundred names.
std::string organisation_domain(Dice& dice);

/// The same organisation in another country, or a part of it.
std::string other_domain_of(Dice& dice, const std::string& organisation);

/// A provider of mailboxes for everybody.
std::string provider_domain(Dice& dice);

/// A slip of the keyboard in a provider's domain.
std::string mistyped(Dice& dice, const std::string& domain);

}  // namespace latchkey::name_pairs
