#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

/// A domain that may be meant, or used as well; unlikelihood as of `LocalSpelling`.
struct DomainSpelling {
  std::string domain;
  double unlikelihood = 0;
};

/// The asked domain and those that a person's other address may have: the provider's other domains,
/// the one that was mistyped, its usual slips; the organisation's own domain above a sub-domain,
/// and its name under other top levels. The likelier ones first, each once; at most 80.
std::vector<DomainSpelling> domain_spellings(std::string_view asked);

}  // namespace latchkey
