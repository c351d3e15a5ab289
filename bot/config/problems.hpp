#pragma once

#include <string>
#include <vector>

namespace latchkey {

/// Collects everything that is to be said about one configuration file.
class Problems {
 public:
  /// `file` stands in front of each line.
  explicit Problems(std::string file);

  /// `line` counts from 1; `key` is dotted ("slack.connections").
  void error(unsigned line, const std::string& key, const std::string& text);
  void warning(unsigned line, const std::string& key, const std::string& text);
  /// An error in another file that the configuration names. Such stand behind its own.
  void error_in(const std::string& file, unsigned line, const std::string& text);

  [[nodiscard]] bool has_errors() const { return !errors_.empty() || !elsewhere_.empty(); }
  /// In the file's order, "FILE:LINE: KEY: TEXT".
  [[nodiscard]] std::vector<std::string> errors() const;
  [[nodiscard]] std::vector<std::string> warnings() const;

 private:
  struct Problem {
    unsigned line;
    std::string text;
  };
  [[nodiscard]] std::vector<std::string> lines(std::vector<Problem> problems) const;

  std::string file_;
  std::vector<Problem> errors_;
  std::vector<Problem> warnings_;
  std::vector<std::string> elsewhere_;
};

}  // namespace latchkey
