#pragma once

#include "core/diagnosis/evidence.hpp"

namespace latchkey {

/// The other configured service through which the asked address's account signs in: its provider
/// has that service's name ("gitlab" is GitLab.com, "gitlab_com" too). Nothing where the account
/// has a password of its own, or the provider is none of ours ("google_oauth2"). Points into the
/// evidence.
const ServiceEvidence* identity_provider(const Evidence& evidence);

}  // namespace latchkey
