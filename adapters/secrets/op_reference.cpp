#include "adapters/secrets/op_reference.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace latchkey::secrets {
namespace {

constexpr std::string_view k_op_scheme = "op://";

Error slip(const char* expected) {
  return Error{ErrorKind::invalid, expected};
}

bool is_name(std::string_view part) {
  const auto allowed = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == ' ';
  };
  return std::all_of(part.begin(), part.end(), allowed);
}

std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= path.size();) {
    const auto end = std::min(path.find('/', start), path.size());
    parts.emplace_back(path.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

}  // namespace

bool is_op_reference(std::string_view text) {
  return text.starts_with(k_op_scheme);
}

Expected<OpReference> parse_op_reference(std::string_view text) {
  constexpr const char* k_form = "expected op://vault/item/field or op://vault/item/section/field";
  if (!is_op_reference(text)) return slip(k_form);
  text.remove_prefix(k_op_scheme.size());
  const auto question = text.find('?');
  const auto query = question == std::string_view::npos ? "" : text.substr(question + 1);
  const auto parts = parts_of(text.substr(0, question));
  if (parts.size() != 3 && parts.size() != 4) return slip(k_form);
  for (const std::string& part : parts) {
    if (part.empty()) return slip(k_form);
    if (!is_name(part)) {
      return slip(
          "expected letters, digits, \"-\", \"_\", \".\" and blanks between the slashes of an "
          "op:// "
          "reference: what has another name is named by its id");
    }
  }
  const bool asks_for_code = query == "attribute=otp" || query == "attr=otp";
  if (question != std::string_view::npos && !asks_for_code && query != "attribute=value") {
    return slip("expected nothing or ?attribute=otp after the field of an op:// reference");
  }
  OpReference reference{
      .vault = parts[0], .item = parts[1], .field = parts.back(), .one_time_code = asks_for_code};
  if (parts.size() == 4) reference.section = parts[2];
  return reference;
}

}  // namespace latchkey::secrets
