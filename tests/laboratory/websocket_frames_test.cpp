#include "tests/laboratory/websocket_frames.hpp"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::laboratory {
namespace {

TEST(WebSocketFrames, AreCutApartWhereverTheBytesWereCut) {
  for (const std::size_t size : {0U, 125U, 126U, 65'535U, 65'536U}) {
    const auto frame = text_frame(std::string(size, 'x'));
    FrameCutter cutter;
    cutter.add(frame.substr(0, 1));
    EXPECT_FALSE(cutter.next());
    cutter.add(frame.substr(1) + frame);
    EXPECT_EQ(cutter.next(), frame) << size;
    EXPECT_EQ(cutter.next(), frame) << size;
    EXPECT_FALSE(cutter.next());
    EXPECT_EQ(frame.size() - payload_at(frame), size);
  }
}

TEST(WebSocketFrames, TellTextFromPings) {
  EXPECT_TRUE(is_text(text_frame("{}")));
  EXPECT_FALSE(is_text(std::string{"\x89\x00", 2}));
}

}  // namespace
}  // namespace latchkey::laboratory
