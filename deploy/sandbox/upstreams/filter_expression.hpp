#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::sandbox {

/// A filter value of Mailgun's events API: words that must all occur, "quoted literals", AND, OR,
/// NOT and parentheses. Words are compared as a search engine does, by what stands between
/// separators: `"jane.doe@acme.example"` also finds jane_doe@acme.example and the-jane.doe@…, so
/// that a client has to look at every item's recipient again.
bool matches_filter(std::string_view expression, std::string_view field);

}  // namespace latchkey::sandbox
