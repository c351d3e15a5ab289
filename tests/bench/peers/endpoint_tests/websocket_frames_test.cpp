#include "tests/bench/peers/endpoint/websocket_frames.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace latchkey::bench {
namespace {

/// A masked frame, as a client sends it; the payload is shorter than 126 bytes.
std::string client_frame(unsigned char first_byte, const std::string& payload) {
  const std::string mask = "mask";
  std::string frame{static_cast<char>(first_byte), static_cast<char>(0x80U | payload.size())};
  frame += mask;
  for (std::size_t i = 0; i < payload.size(); ++i) {
    frame += static_cast<char>(payload[i] ^ mask[i % mask.size()]);
  }
  return frame;
}

TEST(BenchFrames, ManyFramesOfOneReadAreTakenOneByOne) {
  auto text = client_frame(0x81, "first") + client_frame(0x89, "ping") + client_frame(0x81, "");
  std::span<char> bytes{text.data(), text.size()};
  const auto first = take_frame(bytes);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->kind, FrameKind::text);
  EXPECT_EQ(first->payload, "first");
  const auto ping = take_frame(bytes);
  ASSERT_TRUE(ping);
  EXPECT_EQ(ping->kind, FrameKind::ping);
  ASSERT_TRUE(take_frame(bytes));
  EXPECT_FALSE(take_frame(bytes));
  EXPECT_TRUE(bytes.empty());
}

TEST(BenchFrames, AnIncompleteFrameStaysWhereItIs) {
  auto text = client_frame(0x81, "acknowledged");
  for (std::size_t size = 0; size < text.size(); ++size) {
    std::span<char> bytes{text.data(), size};
    EXPECT_FALSE(take_frame(bytes)) << size;
    EXPECT_EQ(bytes.size(), size);
  }
}

TEST(BenchFrames, WhatSlackWouldNotTakeIsRefused) {
  const auto refused = [](std::string text) {
    std::span<char> bytes{text.data(), text.size()};
    EXPECT_THROW(take_frame(bytes), std::runtime_error);
  };
  refused(client_frame(0x01, "the first of several pieces"));
  refused("\x81\x05hello");
  refused(std::string{"\x81\xfe\x50\x00mask", 8});  // 20,480 bytes
}

TEST(BenchFrames, AServersFrameSaysItsSizeInTheFewestBytes) {
  std::string out;
  append_frame(out, FrameKind::text, std::string(125, 'x'));
  EXPECT_EQ(out.substr(0, 2), "\x81\x7d");
  out.clear();
  append_frame(out, FrameKind::text, std::string(126, 'x'));
  EXPECT_EQ(out.substr(0, 4), std::string("\x81\x7e\x00\x7e", 4));
}

TEST(BenchFrames, TheHandshakeIsAnsweredAsInRfc6455) {
  EXPECT_EQ(websocket_accept("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

}  // namespace
}  // namespace latchkey::bench
