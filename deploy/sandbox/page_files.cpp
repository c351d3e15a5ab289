#include "deploy/sandbox/page_files.hpp"

namespace latchkey::sandbox {
namespace {

constexpr const char* k_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Empty for what is no file of the page.
std::string content_type(std::string_view name) {
  if (name.ends_with(".html")) return "text/html; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  return {};
}

}  // namespace

std::string_view embedded_file(std::string_view name) {
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name == name) return file.bytes;
  }
  return {};
}

HttpResponse page_file(const std::string& name) {
  const auto bytes = embedded_file(name);
  const std::string type = content_type(name);
  if (bytes.empty() || type.empty()) return text_response(404, "not found\n");
  HttpResponse response;
  response.body = std::string(bytes);
  response.with("Content-Type", type)
      .with("Content-Security-Policy", k_policy)
      .with("X-Content-Type-Options", "nosniff")
      .with("Referrer-Policy", "no-referrer")
      .with("Cache-Control", "no-store");
  return response;
}

}  // namespace latchkey::sandbox
