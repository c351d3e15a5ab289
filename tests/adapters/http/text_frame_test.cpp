#include "adapters/http/text_frame.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace latchkey::http {
namespace {

std::string frame(const std::string& text, std::uint32_t key = 0) {
  std::string bytes;
  append_text_frame(bytes, text, key);
  return bytes;
}

// RFC 6455, 5.7: "A single-frame masked text message".
TEST(TextFrame, IsTheOneOfTheStandard) {
  EXPECT_EQ(frame("Hello", 0x37fa213d), "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58");
}

// RFC 6455, 5.2: the length in the shortest of three forms. Another one is a protocol error.
TEST(TextFrame, SaysItsLengthInTheShortestForm) {
  using namespace std::string_literals;
  struct Row {
    std::size_t length;
    std::string head;
  };
  const std::vector<Row> rows = {{0, "\x81\x80"s},
                                 {125, "\x81\xfd"s},
                                 {126, "\x81\xfe\x00\x7e"s},
                                 {65535, "\x81\xfe\xff\xff"s},
                                 {65536, "\x81\xff\x00\x00\x00\x00\x00\x01\x00\x00"s}};
  for (const auto& [length, head] : rows) {
    const std::string text(length, 'x');
    EXPECT_EQ(frame(text), head + "\0\0\0\0"s + text) << length;
  }
}

TEST(TextFrame, ComesAfterWhatIsThere) {
  std::string bytes = "before";
  append_text_frame(bytes, "", 0);
  EXPECT_EQ(bytes.substr(0, 8), "before\x81\x80");
}

}  // namespace
}  // namespace latchkey::http
