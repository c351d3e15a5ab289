#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace latchkey {

/// Words of mailboxes that belong to a task and not to a person (RFC 2142's, and those that
/// companies print on invoices). Two of them that look alike are two mailboxes.
inline constexpr std::array<std::string_view, 100> k_role_words = {
    "abuse",      "account",     "accounting",   "accounts",    "admin",      "administrator",
    "alerts",     "all",         "api",          "app",         "apps",       "archive",
    "assistance", "backup",      "billing",      "bot",         "build",      "buchhaltung",
    "careers",    "ci",          "cloud",        "comercial",   "commercial", "compras",
    "compta",     "compliance",  "contabilidad", "contact",     "contacto",   "deploy",
    "dev",        "developer",   "developers",   "devops",      "dns",        "einkauf",
    "enquiries",  "engineering", "facturas",     "facturation", "feedback",   "finance",
    "git",        "gitlab",      "github",       "hallo",       "hello",      "help",
    "helpdesk",   "hostmaster",  "hr",           "info",        "infos",      "infra",
    "inquiries",  "invoice",     "invoices",     "it",          "jobs",       "kontakt",
    "legal",      "licences",    "license",      "licenses",    "mail",       "mailer",
    "marketing",  "media",       "news",         "newsletter",  "noc",        "noreply",
    "office",     "operations",  "ops",          "order",       "orders",     "payable",
    "payments",   "postmaster",  "presse",       "press",       "privacy",    "procurement",
    "purchase",   "purchasing",  "rechnung",     "rechnungen",  "reception",  "recruiting",
    "root",       "sales",       "security",     "service",     "services",   "support",
    "team",       "tech",        "test",         "webmaster"};

constexpr bool is_role_word(std::string_view word) {
  return std::find(k_role_words.begin(), k_role_words.end(), word) != k_role_words.end();
}

}  // namespace latchkey
