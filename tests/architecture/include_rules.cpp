#include "tests/architecture/include_rules.hpp"

#include <algorithm>
#include <array>
#include <regex>
#include <sstream>

namespace latchkey::architecture {
namespace {

using Prefixes = std::vector<std::string>;

bool below(std::string_view path, const Prefixes& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](const std::string& prefix) { return path.starts_with(prefix); });
}

/// "adapters/slack/" of "adapters/slack/envelope.hpp".
std::string folder_of_adapter(std::string_view file) {
  const auto end = file.find('/', std::string_view{"adapters/"}.size());
  return std::string{file.substr(0, end)} + "/";
}

/// Where in the project a file may reach to.
Prefixes reach(std::string_view file) {
  if (file.starts_with("core/base/")) return {"core/base/"};
  if (file.starts_with("core/checks/")) {
    return {"core/base/", "core/diagnosis/", "core/addresses/", "core/remedies/", "core/checks/"};
  }
  if (file.starts_with("core/")) return {"core/"};
  if (file.starts_with("adapters/")) {
    return {"core/", "adapters/http/", "adapters/sql/", "adapters/chat/", folder_of_adapter(file)};
  }
  if (file.starts_with("bot/")) return {"core/", "adapters/", "bot/"};
  return {"deploy/"};
}

/// The few files of core that wait for something.
bool may_use_asio(std::string_view file) {
  return below(file,
               {"core/ports/", "core/diagnosis/investigation.", "core/diagnosis/answer_within.",
                "core/diagnosis/shared_source.", "core/base/asio.cpp", "core/base/precompiled.hpp",
                "core/base/recent_facts.hpp", "core/base/shared_answer.hpp"});
}

bool may_use_library(std::string_view file, std::string_view header) {
  const bool standard = header.find_first_of("/.") == std::string_view::npos;
  // Boost.System's `result` names a source location where a value is taken unasked.
  if (standard || below(header, {"boost/system/", "boost/assert/source_location.hpp"})) return true;
  if (header.starts_with("boost/asio/")) return may_use_asio(file);
  return header == "date/date.h" && file == "core/base/time.cpp";
}

}  // namespace

std::vector<Include> includes_of(std::string_view text) {
  static const std::regex line{R"(^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)\"|<([^>]+)>))"};
  std::vector<Include> found;
  std::istringstream in{std::string{text}};
  for (std::string one; std::getline(in, one);) {
    std::smatch parts;
    if (!std::regex_search(one, parts, line)) continue;
    const bool quoted = parts[1].matched;
    found.push_back({quoted ? parts[1].str() : parts[2].str(), quoted});
  }
  return found;
}

std::optional<std::string> objection(std::string_view file, const Include& include) {
  static const Prefixes k_roots = {"core/", "adapters/", "bot/", "deploy/", "tests/"};
  const bool ours = below(include.path, k_roots);
  if (include.quoted && !ours) return "is not spelled from the root";
  if (!include.quoted && ours) return "is ours, so it stands between quotation marks";
  if (include.quoted) {
    if (below(include.path, reach(file))) return std::nullopt;
    return "is out of reach for " + std::string{file};
  }
  if (!file.starts_with("core/") || may_use_library(file, include.path)) return std::nullopt;
  return "is a library that this part of core knows nothing of";
}

}  // namespace latchkey::architecture
