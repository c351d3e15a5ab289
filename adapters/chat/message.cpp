#include "adapters/chat/message.hpp"

#include <utility>

namespace latchkey::chat {

Span plain(std::string text) {
  return {.kind = Span::Kind::plain, .text = std::move(text)};
}
Span bold(std::string text) {
  return {.kind = Span::Kind::bold, .text = std::move(text)};
}
Span code(std::string text) {
  return {.kind = Span::Kind::code, .text = std::move(text)};
}
Span user(std::string id) {
  return {.kind = Span::Kind::user, .text = std::move(id)};
}
Span group(std::string id) {
  return {.kind = Span::Kind::group, .text = std::move(id)};
}
Span date(TimePoint at) {
  return {.kind = Span::Kind::date, .at = at};
}

Span link(std::string text, std::string url) {
  return {.kind = Span::Kind::link, .text = std::move(text), .url = std::move(url)};
}

}  // namespace latchkey::chat
