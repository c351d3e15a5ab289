#include "tests/bench/peers/endpoint/envelopes.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace latchkey::bench {
namespace {

using nlohmann::json;

TEST(BenchEnvelopes, ACommandHoldsItsKeyAndWhereToAnswer) {
  const auto envelope = json::parse(command_envelope(123, 0, "http://127.0.0.1:9"));
  EXPECT_EQ(envelope["payload"]["text"], "u000123@acme.example");
  EXPECT_EQ(envelope["payload"]["response_url"], "http://127.0.0.1:9/commands/123");
}

TEST(BenchEnvelopes, ARedeliveryHasTheSameTriggerAndAnotherHandle) {
  const auto first = json::parse(command_envelope(7, 0, ""));
  const auto again = json::parse(command_envelope(7, 1, ""));
  EXPECT_NE(first["envelope_id"], again["envelope_id"]);
  EXPECT_EQ(first["payload"], again["payload"]);
}

TEST(BenchEnvelopes, AnAcknowledgementNamesItsEnvelope) {
  for (const auto& envelope : {command_envelope(8, 3, ""), talk_envelope(8)}) {
    const json ack = {{"envelope_id", json::parse(envelope)["envelope_id"]},
                      {"payload", json::object()}};
    EXPECT_EQ(acknowledged(ack.dump()), 8U);
  }
  EXPECT_FALSE(acknowledged(R"({"envelope_id":"somebody else's"})"));
}

TEST(BenchEnvelopes, AKeyIsFoundInWhateverWordsStandAroundIt) {
  EXPECT_EQ(find_key("Sign-in check for u000123@acme.example: asking"), 123U);
  EXPECT_EQ(find_key("*" + key_of(1'234'567) + "*"), 1'234'567U);
  EXPECT_FALSE(find_key("jane@acme.example"));
  EXPECT_FALSE(find_key("u000123"));
}

}  // namespace
}  // namespace latchkey::bench
