// Guards against a server that reads frames which Slack's would not.
#include "deploy/sandbox/websocket_frame.hpp"

#include "tests/sandbox/client_frame.hpp"

#include <gtest/gtest.h>

namespace latchkey::sandbox {
namespace {

using Outcome = FrameRead::Outcome;

TEST(WebSocketFrame, IsReadOnceItIsWhole) {
  const std::string bytes = client_frame(0x81, "hello");
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_EQ(read_client_frame(bytes.substr(0, length)).outcome, Outcome::incomplete) << length;
  }
  const FrameRead read = read_client_frame(bytes + "next");
  EXPECT_EQ(read.outcome, Outcome::frame);
  EXPECT_EQ(read.frame.payload, "hello");
  EXPECT_TRUE(read.frame.is_final);
  EXPECT_EQ(read.bytes, bytes.size());
}

TEST(WebSocketFrame, ShowsThatAMessageComesInPieces) {
  EXPECT_FALSE(read_client_frame(client_frame(0x01, "a")).frame.is_final);
  EXPECT_EQ(read_client_frame(client_frame(0x80, "b")).frame.kind,
            WebSocketFrame::Kind::continuation);
}

TEST(WebSocketFrame, IsTooLargeFrom20480Bytes) {
  EXPECT_EQ(read_client_frame(client_frame(0x81, std::string(20479, 'x'))).outcome, Outcome::frame);
  EXPECT_EQ(read_client_frame(client_frame(0x81, std::string(20480, 'x'))).outcome,
            Outcome::too_large);
}

TEST(WebSocketFrame, MustBeMaskedAndWithoutReservedBits) {
  EXPECT_EQ(read_client_frame(std::string("\x81\x01x", 3)).outcome, Outcome::broken);
  EXPECT_EQ(read_client_frame(client_frame(0xC1, "x")).outcome, Outcome::broken);
}

TEST(WebSocketFrame, IsWrittenInEachOfTheThreeLengths) {
  const auto kind = WebSocketFrame::Kind::text;
  EXPECT_EQ(server_frame(kind, "hi"), std::string("\x81\x02hi"));
  EXPECT_EQ(server_frame(kind, std::string(200, 'x')).substr(0, 4),
            std::string("\x81\x7E\x00\xC8", 4));
  EXPECT_EQ(server_frame(kind, std::string(70000, 'x')).substr(0, 10),
            std::string("\x81\x7F\x00\x00\x00\x00\x00\x01\x11\x70", 10));
}

TEST(WebSocketFrame, AcceptsAsTheRfcShows) {
  EXPECT_EQ(websocket_accept("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

}  // namespace
}  // namespace latchkey::sandbox
