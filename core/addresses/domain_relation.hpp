#pragma once

#include <string>
#include <string_view>

namespace latchkey {

/// What two domains of addresses have to do with each other.
enum class DomainRelation {
  same,
  same_mailbox,       ///< two domains of one provider, one mailbox: gmail.com, googlemail.com
  mistyped_provider,  ///< gmial.com, gmail.com
  sub_domain,         ///< eu.acme.example, acme.example
  other_top_level,    ///< acme.de, acme.co.uk, acme-us.com: one organisation in several countries
  mistyped,           ///< one slip of the keyboard apart, in a name of six letters or more
  same_provider,      ///< yahoo.com, yahoo.fr: a provider's domains with mailboxes of their own
  other_provider,     ///< one of the two is a provider for the public
  unrelated           ///< two organisations
};

DomainRelation domain_relation(std::string_view a, std::string_view b);

/// "acme" of "eu.acme.co.uk": the organisation's name without what says where.
std::string_view organisation_of(std::string_view domain);

/// "acme.co.uk" of "eu.acme.co.uk": what the organisation registered. Second-level registries are
/// told by their usual names below a country (co.uk, com.br, ac.jp), not by the Public Suffix List:
/// a name that is not recognised makes two domains look less alike, not more.
std::string_view registered_domain(std::string_view domain);

}  // namespace latchkey
