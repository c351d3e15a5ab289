#pragma once

#include "core/diagnosis/evidence.hpp"

#include <string>

namespace latchkey {

/// The other configured service through which the asked address's account signs in: its provider
/// has that service's name ("gitlab" is GitLab.com, "gitlab_com" too). Nothing where the account
/// has a password of its own, or the provider is none of ours ("google_oauth2"). Points into the
/// evidence.
const ServiceEvidence* identity_provider(const Evidence& evidence);

/// What a person calls the provider of a directory's `provider` field, which holds the names of
/// OmniAuth's strategies: "google_oauth2" is Google, "google_oauth2, ldapmain" is Google and LDAP.
/// A name that is not known stays as it is.
/// https://github.com/omniauth/omniauth/wiki/List-of-Strategies
std::string provider_words(const std::string& providers);

}  // namespace latchkey
