#include "core/diagnosis/identity_provider.hpp"

#include "core/diagnosis/wording.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

/// Letters and digits only, in lower case: "GitLab.com" and "gitlab_com" are "gitlabcom".
std::string bare(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') letters += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters += c;
  }
  return letters;
}

bool names(std::string_view provider, std::string_view service) {
  const auto whole = bare(provider);
  return !whole.empty() &&
         (whole == bare(service) || whole == bare(service.substr(0, service.find('.'))));
}

/// By `bare` name: what GitLab's documentation lists (OmniAuth, "Supported providers"), and what
/// other Devise sites use.
constexpr auto k_people_call_it = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"google", "Google"},
    {"googleoauth2", "Google"},
    {"github", "GitHub"},
    {"gitlab", "GitLab"},
    {"bitbucket", "Bitbucket"},
    {"saml", "SAML"},
    {"groupsaml", "SAML"},
    {"openidconnect", "OpenID Connect"},
    {"azureoauth2", "Microsoft"},
    {"azureactivedirectoryv2", "Microsoft"},
    {"entraid", "Microsoft"},
    {"microsoftgraph", "Microsoft"},
    {"apple", "Apple"},
    {"facebook", "Facebook"},
    {"twitter", "Twitter"},
    {"linkedin", "LinkedIn"},
    {"okta", "Okta"},
    {"auth0", "Auth0"},
    {"salesforce", "Salesforce"},
    {"atlassianoauth2", "Atlassian"},
    {"alicloud", "AliCloud"},
    {"dingtalk", "DingTalk"},
    {"cognito", "AWS Cognito"},
    {"kerberos", "Kerberos"},
    {"cas", "CAS"},
    {"jwt", "JWT"},
});

std::string called(const std::string& provider) {
  const auto name = bare(provider);
  // GitLab adds the key of the server's section: ldapmain, ldapsecondary.
  if (name.starts_with("ldap")) return "LDAP";
  const auto* known = std::find_if(k_people_call_it.begin(), k_people_call_it.end(),
                                   [&](const auto& entry) { return entry.first == name; });
  return known == k_people_call_it.end() ? provider : std::string{known->second};
}

}  // namespace

std::string provider_words(const std::string& providers) {
  std::vector<std::string> words;
  std::string_view rest = providers;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(", "), rest.size());
    auto word = called(std::string{rest.substr(0, end)});
    const bool again = std::find(words.begin(), words.end(), word) != words.end();
    if (!again) words.push_back(std::move(word));
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
  return listed(words);
}

const ServiceEvidence* identity_provider(const Evidence& evidence) {
  const auto account = account_of(evidence.diagnosed(), evidence.asked);
  if (!account || !signs_in_through_provider(*account)) return nullptr;
  for (std::size_t i = 1; i < evidence.services.size(); ++i) {
    const auto& there = evidence.services[i];
    if (names(*account->provider.value(), there.service.name)) return &there;
  }
  return nullptr;
}

}  // namespace latchkey
