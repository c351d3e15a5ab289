#include "bot/config/problems.hpp"

#include <algorithm>
#include <utility>

namespace latchkey {

Problems::Problems(std::string file) : file_(std::move(file)) {}

void Problems::error(unsigned line, const std::string& key, const std::string& text) {
  errors_.push_back({line, key + ": " + text});
}

void Problems::warning(unsigned line, const std::string& key, const std::string& text) {
  warnings_.push_back({line, key + ": " + text});
}

void Problems::error_in(const std::string& file, unsigned line, const std::string& text) {
  elsewhere_.push_back(file + ":" + std::to_string(line) + ": " + text);
}

std::vector<std::string> Problems::errors() const {
  auto all = lines(errors_);
  all.insert(all.end(), elsewhere_.begin(), elsewhere_.end());
  return all;
}

std::vector<std::string> Problems::warnings() const {
  return lines(warnings_);
}

std::vector<std::string> Problems::lines(std::vector<Problem> problems) const {
  std::stable_sort(problems.begin(), problems.end(),
                   [](const Problem& a, const Problem& b) { return a.line < b.line; });
  std::vector<std::string> lines;
  lines.reserve(problems.size());
  for (const Problem& problem : problems) {
    lines.push_back(file_ + ":" + std::to_string(problem.line) + ": " + problem.text);
  }
  return lines;
}

}  // namespace latchkey
