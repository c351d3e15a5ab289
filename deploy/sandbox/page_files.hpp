#pragma once
#include "deploy/sandbox/http_message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace latchkey::sandbox {

/// A file that was built into the program (embed_files.cmake).
struct EmbeddedFile {
  std::string_view name;
  std::string_view bytes;
};

/// The page's files and "scenario_default.json".
const std::vector<EmbeddedFile>& embedded_files();

/// The bytes of the embedded file; empty for one that is not there.
std::string_view embedded_file(std::string_view name);

/// Answers with a file of the page, under a policy that lets the page load nothing from elsewhere.
HttpResponse page_file(const std::string& name);

}  // namespace latchkey::sandbox
