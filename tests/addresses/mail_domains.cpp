#include "tests/addresses/mail_domains.hpp"

#include <utility>

namespace latchkey::name_pairs {
namespace {

const Words k_beginnings = {"nord",  "blue",   "alta",   "terra",  "quant", "silva",
                            "helio", "marine", "opti",   "verde",  "cobal", "luna",
                            "pylon", "rapid",  "stella", "tecto",  "umbra", "vitro",
                            "wave",  "zephy",  "aqua",   "bright", "crest", "delta"};
const Words k_endings = {"werk",  "soft",     "logix",  "media",  "systems", "labs",
                         "trade", "care",     "motion", "grid",   "forge",   "partners",
                         "works", "dynamics", "bank",   "air",    "foods",   "stone",
                         "net",   "craft",    "health", "energy", "path",    "point"};
const Words k_tops = {"com", "de", "fr", "co.uk", "io",     "pl",
                      "se",  "es", "it", "nl",    "com.br", "in"};
const Words k_parts = {"eu", "us", "mail", "apac", "corp", "paris", "uk"};
const Words k_providers = {"gmail.com", "gmail.com", "gmail.com", "hotmail.com", "outlook.com",
                           "yahoo.com", "gmx.de",    "web.de",    "icloud.com",  "orange.fr",
                           "mail.ru",   "wp.pl",     "qq.com",    "proton.me",   "libero.it"};

}  // namespace

std::string organisation_domain(Dice& dice) {
  const auto beginning = dice.pick(k_beginnings);
  const auto ending = dice.pick(k_endings);
  return beginning + ending + "." + dice.pick(k_tops);
}

std::string other_domain_of(Dice& dice, const std::string& organisation) {
  if (dice.chance(30)) return dice.pick(k_parts) + "." + organisation;
  const auto dot = organisation.find('.');
  return organisation.substr(0, dot + 1) + dice.other_than(k_tops, organisation.substr(dot + 1));
}

std::string provider_domain(Dice& dice) {
  return dice.pick(k_providers);
}

std::string mistyped(Dice& dice, const std::string& domain) {
  auto name = domain.substr(0, domain.rfind('.'));
  auto top = domain.substr(domain.rfind('.'));
  const auto at = 1 + static_cast<std::size_t>(dice.roll(name.size() - 2));
  switch (dice.roll(5)) {
    case 0: std::swap(name[at], name[at + 1]); break;
    case 1: name.erase(at, 1); break;
    case 2: name.insert(at, 1, name[at]); break;
    case 3: top = dice.pick(Words{".con", ".co", ".cm", ".cmo"}); break;
    default: name[at] = static_cast<char>('a' + dice.roll(26)); break;
  }
  const auto slip = name + top;
  return slip == domain ? mistyped(dice, domain) : slip;
}

}  // namespace latchkey::name_pairs
