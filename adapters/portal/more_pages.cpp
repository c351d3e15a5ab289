#include "adapters/portal/more_pages.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace latchkey::portal {
namespace {

using nlohmann::json;

bool says_something(const json& value) {
  if (value.is_string()) return !value.get_ref<const std::string&>().empty();
  if (value.is_boolean()) return value.get<bool>();
  return !value.is_null() && !(value.is_structured() && value.empty());
}

bool has_next(const json& object) {
  constexpr std::array<const char*, 5> k_names = {"next", "next_page", "next_page_url",
                                                  "next_cursor", "has_more"};
  return std::any_of(k_names.begin(), k_names.end(), [&](const char* name) {
    const auto found = object.find(name);
    return found != object.end() && says_something(*found);
  });
}

}  // namespace

bool names_more_pages(const http::Response& response, const json& answer) {
  const auto link = response.header("Link").value_or("");
  if (link.find("rel=\"next\"") != std::string_view::npos) return true;
  if (link.find("rel=next") != std::string_view::npos) return true;
  if (!response.header("X-Next-Page").value_or("").empty()) return true;
  if (!answer.is_object()) return false;
  constexpr std::array<const char*, 5> k_places = {"links", "_links", "meta", "paging",
                                                   "pagination"};
  return has_next(answer) || std::any_of(k_places.begin(), k_places.end(), [&](const char* place) {
           const auto found = answer.find(place);
           return found != answer.end() && found->is_object() && has_next(*found);
         });
}

}  // namespace latchkey::portal
