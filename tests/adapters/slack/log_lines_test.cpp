#include "adapters/slack/log_lines.hpp"

#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

using std::chrono::milliseconds;

const Error k_error{.kind = ErrorKind::unreachable,
                    .what = "Slack: the connection ended (closed)",
                    .vendor_text = "1009 Max frame length of 20480"};

TEST(LogLines, SayWhatHappensNext) {
  EXPECT_EQ(log_lines::connected({.connections = 3}, {.wanted = 2, .connected = 1}),
            "Connected to Slack: 1 of 2 connections serve (Slack counts 3 of at most 10).");
  EXPECT_EQ(log_lines::connected({}, {.wanted = 1, .connected = 1}),
            "Connected to Slack: 1 of 1 connections serve.");
  EXPECT_EQ(log_lines::replaced({.reason = Disconnect::Reason::refresh, .word = "warning"}),
            "Slack is about to end this connection (warning); another one takes over.");
  EXPECT_EQ(log_lines::connection_ended(k_error, milliseconds{1'540}),
            "A connection to Slack ended; opening another in 1.6 s. Slack: the connection ended "
            "(closed): \"1009 Max frame length of 20480\"");
  EXPECT_EQ(log_lines::not_opened({.kind = ErrorKind::timed_out, .what = "Slack: no answer"},
                                  milliseconds{0}),
            "No connection to Slack came about; trying again now. Slack: no answer");
}

TEST(LogLines, SayWhatTheOperatorCanDo) {
  EXPECT_EQ(log_lines::too_many_connections(milliseconds{10'500}),
            "Slack ends this connection because the app holds more than 10; connecting again in "
            "10.5 s. Look for other programs that use the same app token.");
  EXPECT_EQ(log_lines::switched_off(milliseconds{180'000}),
            "Socket Mode is switched off in the Slack app's settings; trying again in 180.0 s.");
  EXPECT_EQ(log_lines::more_connections(3, 1),
            "Slack counts 3 connections for this app and we hold 1: another Latchkey runs with the "
            "same app token, or a broken connection has not timed out at Slack yet. What Slack "
            "delivers there does not reach us.");
}

TEST(LogLines, SayWhatBecameOfARequest) {
  EXPECT_EQ(
      log_lines::not_accepted({.kind = ErrorKind::unavailable, .what = "Store: disk full"}),
      "A request could not be taken on, so Slack tells the person that it failed. Store: disk "
      "full");
  EXPECT_EQ(log_lines::ack_not_sent(1, {.kind = ErrorKind::unreachable, .what = "Slack: gone"}),
            "1 request taken on without Slack being told, so it may come again. Slack: gone");
  EXPECT_EQ(log_lines::left_to_slack(2, 512),
            "2 requests left to Slack, because 512 others are still being taken on.");
  EXPECT_EQ(log_lines::malformed(2, "it is not JSON"),
            "Slack sent 2 messages that could not be read; the last one: it is not JSON.");
  EXPECT_EQ(log_lines::unknown_type(2, R"(an envelope of the type "x")"),
            "Slack delivered 2 envelopes that this Latchkey does not know; the last one: an "
            "envelope of the type \"x\".");
  EXPECT_EQ(log_lines::ignored("other people's talk"),
            "Slack delivered other people's talk: not served.");
  EXPECT_EQ(log_lines::mistake_of_ours(std::make_exception_ptr(std::runtime_error{"oops"})),
            "A mistake in Latchkey itself kept a request from being taken on: oops");
}

}  // namespace
}  // namespace latchkey::slack
