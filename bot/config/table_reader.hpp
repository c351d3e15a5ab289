#pragma once

#include "bot/config/problems.hpp"

#include <toml++/toml.h>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey {

/// Reads one table of the file key by key: each wrong value becomes one line in `Problems` and
/// reads as absent, so that all mistakes show at once. Every key that was asked for is a known
/// one; `finish()` then complains about the others.
class TableReader {
 public:
  /// `path` is the table's dotted name, empty for the file itself. `table` and `problems` outlive
  /// it.
  TableReader(const toml::table& table, std::string path, Problems& problems);

  std::optional<std::string> text(const std::string& key);
  /// A missing one is an error; `what` says what belongs there.
  std::string required_text(const std::string& key, const std::string& what);
  std::optional<int> whole_number(const std::string& key, int least, int most);
  std::optional<bool> flag(const std::string& key);
  std::optional<std::chrono::seconds> duration(const std::string& key);
  /// "never" is nothing as well, without an error.
  std::optional<std::chrono::seconds> duration_or_never(const std::string& key);
  std::optional<std::vector<std::string>> texts(const std::string& key);
  std::optional<std::map<std::string, std::string>> text_map(const std::string& key);
  /// The word's place in `words`.
  std::optional<std::size_t> one_of(const std::string& key, const std::vector<std::string>& words);
  /// https://, or http:// to a loopback address.
  std::optional<std::string> url(const std::string& key);

  [[nodiscard]] const toml::table* table(const std::string& key);
  /// The tables of `[[key]]`; what is none is an error.
  [[nodiscard]] std::vector<const toml::table*> tables(const std::string& key);

  [[nodiscard]] bool has(const std::string& key) const;
  void error(const std::string& key, const std::string& text);
  void warning(const std::string& key, const std::string& text);
  /// "expected WHAT, got VALUE"
  void expected(const std::string& key, const std::string& what);

  /// Call last: reports keys that nobody asked for, with the nearest known one.
  void finish();

  [[nodiscard]] std::string name_of(const std::string& key) const;
  [[nodiscard]] Problems& problems() { return problems_; }

 private:
  const toml::node* find(const std::string& key);
  [[nodiscard]] unsigned line_of(const std::string& key) const;

  const toml::table& table_;
  std::string path_;
  Problems& problems_;
  std::vector<std::string> known_;
};

/// Why this is no URL that may be used, or nothing where it is one.
std::optional<std::string> url_problem(const std::string& text);

/// Does this URL lead to a loopback address?
bool leads_to_loopback(const std::string& url);

}  // namespace latchkey
