#pragma once

#include "bot/watch/metrics.hpp"

#include <algorithm>
#include <chrono>
#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace latchkey::watch {

/// A bot of which one of two connections serves, and that has something of everything.
inline Figures sample_figures() {
  return {.ready = true,
          .slack = {.wanted = 2,
                    .connected = 1,
                    .envelopes = {{"slash_commands", {.received = 7, .acknowledged = 6}}},
                    .broken = 3},
          .slack_calls_waiting = 4,
          .jobs = {{.step = "opening", .waiting = 5, .running = 1}},
          .systems = {{.system = "Mailgun", .open = true}},
          .follow_ups = 2,
          .process = {.open_files = 12}};
}

/// All names that the program says to Prometheus, those of parts of a histogram not among them.
inline std::set<std::string> metric_names() {
  Metrics metrics;
  metrics.will_ask("Mailgun");
  const auto text = metrics.text(sample_figures());
  static const std::regex help{R"(# HELP (\w+) )"};
  std::set<std::string> names;
  for (std::sregex_iterator found{text.begin(), text.end(), help}, end; found != end; ++found) {
    names.insert((*found)[1]);
  }
  return names;
}

/// "a{y=\"2\",x=\"1\"} 3" with its labels in the order of the alphabet.
inline std::string with_sorted_labels(const std::string& line) {
  const auto open = line.find('{');
  const auto close = line.rfind('}');
  if (open == std::string::npos || close == std::string::npos) return line;
  std::set<std::string> labels;
  std::istringstream parts{line.substr(open + 1, close - open - 1)};
  for (std::string part; std::getline(parts, part, ',');) labels.insert(part);
  std::string sorted;
  for (const auto& label : labels) sorted += (sorted.empty() ? "" : ",") + label;
  return line.substr(0, open + 1) + sorted + line.substr(close);
}

/// Whether the text has this line, whatever the order of the labels.
inline bool has_line(const std::string& text, const std::string& wanted) {
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) {
    if (with_sorted_labels(line) == with_sorted_labels(wanted)) return true;
  }
  return false;
}

}  // namespace latchkey::watch
