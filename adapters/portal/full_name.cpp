#include "adapters/portal/full_name.hpp"

namespace latchkey::portal {

Field<std::string> full_name(const Field<std::string>& first, const Field<std::string>& last) {
  if (!first.exists() && !last.exists()) return {};
  const auto kept_from_us = [](const auto& part) { return part.exists() && !part.was_read(); };
  if (kept_from_us(first) || kept_from_us(last)) return Field<std::string>::unreadable();
  std::string both = first.value().value_or("");
  const std::string rest = last.value().value_or("");
  if (!both.empty() && !rest.empty()) both += ' ';
  both += rest;
  return both.empty() ? Field<std::string>::empty() : Field<std::string>{both};
}

}  // namespace latchkey::portal
