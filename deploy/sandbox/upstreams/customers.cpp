#include "deploy/sandbox/upstreams/customers.hpp"

#include <algorithm>
#include <cctype>

namespace latchkey::sandbox {
namespace {

Json* find_row(Json& rows, const char* column, const std::string& email) {
  if (email.empty()) return nullptr;
  for (Json& row : rows) {
    if (text_at(row, column) == email) return &row;
  }
  return nullptr;
}

/// "jane_doe+x@acme.example" and "jane.doe@acme.example" have the same.
std::string without_separators(const std::string& email) {
  const std::string low = stripped_email(email);
  const auto at = std::min(low.rfind('@'), low.size());
  std::string local = low.substr(0, std::min(low.find('+'), at));
  std::erase_if(local, [](char c) { return c == '.' || c == '_' || c == '-'; });
  return local + low.substr(at);
}

}  // namespace

std::string stripped_email(std::string email) {
  const auto is_blank = [](unsigned char c) { return std::isspace(c) != 0; };
  while (!email.empty() && is_blank(static_cast<unsigned char>(email.back()))) email.pop_back();
  while (!email.empty() && is_blank(static_cast<unsigned char>(email.front()))) email.erase(0, 1);
  std::transform(email.begin(), email.end(), email.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return email;
}

Json* Customers::to_confirm(const std::string& email) {
  Json* pending = find_row(rows_, "unconfirmed_email", email);
  return pending != nullptr ? pending : by_email(email);
}

Json* Customers::by_email(const std::string& email) {
  return find_row(rows_, "email", email);
}

const Json* Customers::by_id(const std::string& id) const {
  for (const Json& row : rows_) {
    if (text_at(row, "id") == id) return &row;
  }
  return nullptr;
}

std::vector<Json> Customers::similar_to(const std::string& email) const {
  std::vector<Json> found;
  for (const Json& row : rows_) {
    const bool is_similar = without_separators(text_at(row, "email")) == without_separators(email);
    const bool is_pending = text_at(row, "unconfirmed_email") == stripped_email(email);
    if (is_similar || is_pending) found.push_back(row);
  }
  return found;
}

}  // namespace latchkey::sandbox
