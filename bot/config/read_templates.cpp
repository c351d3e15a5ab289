#include "bot/config/read_templates.hpp"

#include "bot/config/nearest_word.hpp"
#include "bot/replies/reply_template.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

namespace latchkey {
namespace {

namespace fs = std::filesystem;

/// In one order on every machine.
std::vector<fs::path> text_files(const fs::path& directory) {
  std::vector<fs::path> files;
  std::error_code unreadable;
  for (const auto& entry : fs::directory_iterator{directory, unreadable}) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// A misspelt name would leave the built-in reply in use, and nobody would notice.
bool is_cause(const fs::path& file, Problems& problems) {
  const auto causes = replies::causes();
  const std::string name = file.stem().string();
  if (std::find(causes.begin(), causes.end(), name) != causes.end()) return true;
  const std::string nearest = nearest_word(name, causes);
  problems.error_in(file.string(), 1,
                    "no cause is called \"" + name + "\"" +
                        (nearest.empty() ? "" : "; did you mean " + nearest + ".txt?"));
  return false;
}

void read_template(const fs::path& file, replies::OwnTemplates& into, Problems& problems) {
  std::ifstream in{file, std::ios::binary};
  if (!in) return problems.error_in(file.string(), 1, "the file cannot be read");
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  auto parsed = replies::ReplyTemplate::parse(text);
  if (auto* good = std::get_if<replies::ReplyTemplate>(&parsed)) {
    into.emplace(file.stem().string(), std::move(*good));
    return;
  }
  using Wrong = std::vector<replies::ReplyTemplate::Problem>;
  for (const auto& problem : std::get<Wrong>(parsed)) {
    problems.error_in(file.string(), problem.line, problem.what);
  }
}

}  // namespace

TemplatesConfig read_templates(TableReader in) {
  TemplatesConfig config;
  config.dir = in.text("dir").value_or("");
  std::error_code unreadable;
  if (in.has("dir") && !fs::is_directory(config.dir, unreadable)) {
    in.expected("dir", "a directory that exists");
  } else if (!config.dir.empty()) {
    for (const auto& file : text_files(config.dir)) {
      if (is_cause(file, in.problems())) read_template(file, config.own, in.problems());
    }
  }
  in.finish();
  return config;
}

}  // namespace latchkey
