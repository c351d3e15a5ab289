#include "bot/config/table_reader.hpp"

#include "adapters/http/endpoint.hpp"
#include "bot/config/nearest_word.hpp"
#include "core/base/time.hpp"

#include <algorithm>
#include <utility>

namespace latchkey {
namespace {

/// Long values are cut: a line of an error is read in a terminal.
std::string quoted(const std::string& text) {
  constexpr std::size_t k_shown = 60;
  return '"' + (text.size() > k_shown ? text.substr(0, k_shown) + "…" : text) + '"';
}

std::string describe(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return quoted(*text);
  if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  if (const auto flag = node.value_exact<bool>()) return *flag ? "true" : "false";
  if (node.is_table()) return "a table";
  if (node.is_array()) return "a list";
  return node.is_floating_point() ? "a number with a fraction" : "a date or time";
}

std::string join(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : ", ") + word;
  return joined;
}

}  // namespace

TableReader::TableReader(const toml::table& table, std::string path, Problems& problems)
    : table_(table), path_(std::move(path)), problems_(problems) {}

const toml::node* TableReader::find(const std::string& key) {
  known_.push_back(key);
  return table_.get(key);
}

unsigned TableReader::line_of(const std::string& key) const {
  const toml::node* node = table_.get(key);
  const auto line = (node ? node->source() : table_.source()).begin.line;
  return std::max(1U, static_cast<unsigned>(line));
}

std::string TableReader::name_of(const std::string& key) const {
  return path_.empty() ? key : path_ + "." + key;
}

bool TableReader::has(const std::string& key) const {
  return table_.contains(key);
}

void TableReader::error(const std::string& key, const std::string& text) {
  problems_.error(line_of(key), name_of(key), text);
}

void TableReader::warning(const std::string& key, const std::string& text) {
  problems_.warning(line_of(key), name_of(key), text);
}

void TableReader::expected(const std::string& key, const std::string& what) {
  const toml::node* node = table_.get(key);
  error(key, "expected " + what + (node ? ", got " + describe(*node) : ""));
}

std::optional<std::string> TableReader::text(const std::string& key) {
  const toml::node* node = find(key);
  if (!node) return std::nullopt;
  auto value = node->value_exact<std::string>();
  if (!value) expected(key, "a text in quotes");
  return value;
}

std::string TableReader::required_text(const std::string& key, const std::string& what) {
  auto value = text(key);
  if (!has(key)) error(key, "missing: expected " + what);
  if (value && value->empty()) expected(key, what);
  return value.value_or("");
}

std::optional<int> TableReader::whole_number(const std::string& key, int least, int most) {
  const toml::node* node = find(key);
  if (!node) return std::nullopt;
  const auto value = node->value_exact<std::int64_t>();
  if (value && *value >= least && *value <= most) return static_cast<int>(*value);
  expected(key, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return std::nullopt;
}

std::optional<bool> TableReader::flag(const std::string& key) {
  const toml::node* node = find(key);
  if (!node) return std::nullopt;
  auto value = node->value_exact<bool>();
  if (!value) expected(key, "true or false");
  return value;
}

std::optional<std::chrono::seconds> TableReader::duration(const std::string& key) {
  const toml::node* node = find(key);
  if (!node) return std::nullopt;
  const auto text = node->value_exact<std::string>();
  auto value = text ? parse_duration(*text) : std::nullopt;
  if (value && value->count() > 0) return value;
  expected(key, R"(a duration such as "30s", "10m", "6h" or "14d")");
  return std::nullopt;
}

std::optional<std::chrono::seconds> TableReader::duration_or_never(const std::string& key) {
  const toml::node* node = find(key);
  if (node && node->value_exact<std::string>() == "never") return std::nullopt;
  return duration(key);
}

std::optional<std::vector<std::string>> TableReader::texts(const std::string& key) {
  const toml::node* node = find(key);
  if (!node) return std::nullopt;
  const toml::array* list = node->as_array();
  std::vector<std::string> values;
  if (list) {
    for (const toml::node& item : *list) {
      if (const auto text = item.value_exact<std::string>()) values.push_back(*text);
    }
  }
  if (list && values.size() == list->size()) return values;
  expected(key, "a list of texts such as [\"…\", \"…\"]");
  return std::nullopt;
}

std::optional<std::map<std::string, std::string>> TableReader::text_map(const std::string& key) {
  const toml::node* node = find(key);
  if (!node) return std::nullopt;
  const toml::table* inner = node->as_table();
  std::map<std::string, std::string> values;
  if (inner) {
    for (const auto& [name, value] : *inner) {
      if (const auto text = value.value_exact<std::string>()) {
        values.emplace(std::string{name.str()}, *text);
      }
    }
  }
  if (inner && values.size() == inner->size()) return values;
  expected(key, "a table of texts such as { name = \"…\" }");
  return std::nullopt;
}

std::optional<std::size_t> TableReader::one_of(const std::string& key,
                                               const std::vector<std::string>& words) {
  const toml::node* node = find(key);
  if (!node) return std::nullopt;
  const auto word = node->value_exact<std::string>();
  const auto at = std::find(words.begin(), words.end(), word.value_or(""));
  if (word && at != words.end()) return static_cast<std::size_t>(at - words.begin());
  expected(key, "one of " + join(words));
  return std::nullopt;
}

std::optional<std::string> TableReader::url(const std::string& key) {
  auto value = text(key);
  if (!value) return std::nullopt;
  if (const auto problem = url_problem(*value)) {
    error(key, *problem);
    return std::nullopt;
  }
  return value;
}

const toml::table* TableReader::table(const std::string& key) {
  const toml::node* node = find(key);
  if (!node) return nullptr;
  const toml::table* inner = node->as_table();
  if (!inner) expected(key, "a table, as in [" + name_of(key) + "]");
  return inner;
}

std::vector<const toml::table*> TableReader::tables(const std::string& key) {
  const toml::node* node = find(key);
  std::vector<const toml::table*> found;
  if (!node) return found;
  if (const toml::array* list = node->as_array()) {
    for (const toml::node& item : *list) {
      if (const toml::table* inner = item.as_table()) found.push_back(inner);
    }
    if (found.size() == list->size()) return found;
  }
  expected(key, "a list of tables, each as [[" + name_of(key) + "]]");
  return {};
}

void TableReader::finish() {
  for (const auto& [key, value] : table_) {
    const std::string name{key.str()};
    if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
    const std::string nearest = nearest_word(name, known_);
    const auto line = std::max(1U, static_cast<unsigned>(key.source().begin.line));
    problems_.error(line, name_of(name),
                    nearest.empty() ? "unknown key; known here are " + join(known_)
                                    : "unknown key; did you mean " + nearest + "?");
  }
}

namespace {

/// The placeholder is filled in later; as it stands it is not allowed in a URL.
std::string with_placeholders_filled(std::string url) {
  for (const std::string_view placeholder : {"{email}", "{id}"}) {
    const auto at = url.find(placeholder);
    if (at != std::string::npos) url.replace(at, placeholder.size(), "x");
  }
  return url;
}

}  // namespace

std::optional<std::string> url_problem(const std::string& text) {
  const auto endpoint = http::http_endpoint(with_placeholders_filled(text));
  if (endpoint) return std::nullopt;
  return "expected an https:// URL (http:// to a loopback address only): " + endpoint.error().what;
}

bool leads_to_loopback(const std::string& url) {
  const auto endpoint = http::http_endpoint(with_placeholders_filled(url));
  return endpoint && http::is_loopback(endpoint->host);
}

}  // namespace latchkey
