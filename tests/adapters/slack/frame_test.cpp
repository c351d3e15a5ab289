#include "adapters/slack/frame.hpp"

#include "tests/adapters/slack/reading.hpp"

#include <gtest/gtest.h>

namespace latchkey::slack {
namespace {

using nlohmann::json;

Frame read(std::string_view text) {
  return read_frame(text, ourselves(), TimePoint{});
}

std::string why_malformed(std::string_view text) {
  const auto frame = read(text);
  const auto* malformed = std::get_if<Malformed>(&frame);
  return malformed == nullptr ? "not malformed" : malformed->why;
}

Disconnect::Reason reason(const std::string& word) {
  return std::get<Disconnect>(read(R"({"type":"disconnect","reason":")" + word + "\"}")).reason;
}

TEST(Frame, ReadsHello) {
  const auto hello = std::get<Hello>(read(doubles::fixture("slack/hello.json")));
  EXPECT_EQ(hello.connections, 2);
  EXPECT_EQ(hello.lives_for, std::chrono::seconds{18060});
  EXPECT_EQ(std::get<Hello>(read(R"({"type":"hello"})")).connections, 0);
}

TEST(Frame, SortsTheReasonsOfADisconnect) {
  using Reason = Disconnect::Reason;
  EXPECT_EQ(reason("warning"), Reason::refresh);
  EXPECT_EQ(reason("refresh_requested"), Reason::refresh);
  EXPECT_EQ(reason("some_future_reason"), Reason::refresh);
  EXPECT_EQ(reason("too_many_websockets"), Reason::too_many);
  EXPECT_EQ(reason("link_disabled"), Reason::switched_off);
  EXPECT_EQ(reason("socket_mode_disabled"), Reason::switched_off);
  EXPECT_EQ(std::get<Disconnect>(read(R"({"type":"disconnect"})")).reason, Reason::refresh);
}

TEST(Frame, SaysWhatIsWrongWithOneThatCannotBeRead) {
  EXPECT_EQ(why_malformed(""), "it is not JSON");
  EXPECT_EQ(why_malformed("{\"type\":"), "it is not JSON");
  EXPECT_EQ(why_malformed("[]"), "it is not a JSON object");
  EXPECT_EQ(why_malformed("{}"), "it has no envelope_id");
  EXPECT_EQ(why_malformed(R"({"type":"slash_commands","envelope_id":7})"), "it has no envelope_id");
  EXPECT_EQ(why_malformed(R"({"envelope_id":")" + std::string(300, 'x') + "\"}"),
            "its envelope_id is too long");
}

TEST(Frame, KeepsTheHandleOfAnEnvelopeOfUnknownType) {
  const auto envelope = read_envelope(
      json::parse(R"({"type":"some_future_type","envelope_id":"e-1","payload":{"x":1}})"));
  EXPECT_EQ(envelope.id, "e-1");
  EXPECT_EQ(std::get<Ignored>(envelope.content).why,
            R"(an envelope of the type "some_future_type")");
}

constexpr std::array<const char*, 11> k_fixtures = {"hello",
                                                    "disconnect_refresh",
                                                    "command",
                                                    "app_mention",
                                                    "message",
                                                    "app_rate_limited",
                                                    "app_home_opened",
                                                    "button",
                                                    "button_ephemeral_org",
                                                    "message_shortcut",
                                                    "submission"};

TEST(Frame, SurvivesBeingCutAnywhere) {
  for (const char* name : k_fixtures) {
    const auto text = fixture_json(name).dump();
    for (std::size_t size = 0; size < text.size(); ++size) {
      EXPECT_EQ(why_malformed(text.substr(0, size)), "it is not JSON")
          << name << " cut at " << size;
    }
  }
}

/// Calls `look` with the frame as it is after each field, however deep, was put through `change`.
template <class Change, class Look>
void for_each_changed(const json& frame, Change change, Look look) {
  const json flat = frame.flatten();
  for (const auto& [pointer, value] : flat.items()) {
    for (auto at = json::json_pointer{pointer}; !at.empty(); at.pop_back()) {
      json changed = frame;
      change(changed, at);
      look(changed, at.to_string());
    }
  }
}

TEST(Frame, KeepsTheHandleWhateverFieldIsMissing) {
  for (const char* name : k_fixtures) {
    const auto frame = fixture_json(name);
    const auto drop = [](json& it, const json::json_pointer& at) {
      auto& parent = it[at.parent_pointer()];
      if (parent.is_object()) parent.erase(at.back());
    };
    for_each_changed(frame, drop, [&](const json& changed, const std::string& where) {
      const auto read_again = read(changed.dump());
      const auto* envelope = std::get_if<Envelope>(&read_again);
      const bool has_handle = changed.contains("envelope_id");
      EXPECT_EQ(envelope != nullptr, has_handle) << name << " without " << where;
    });
  }
}

TEST(Frame, KeepsTheHandleWhateverFieldIsOfAnotherType) {
  for (const char* name : k_fixtures) {
    const auto frame = fixture_json(name);
    for (const json& other : {json(nullptr), json(7), json(true), json("text"), json::array(),
                              json::array({1}), json::object(), json::object({{"x", 1}})}) {
      const auto put = [&](json& it, const json::json_pointer& at) { it[at] = other; };
      for_each_changed(frame, put, [&](const json& changed, const std::string& where) {
        const auto read_again = read(changed.dump());
        const auto& handle = changed.contains("envelope_id") ? changed["envelope_id"] : json{};
        const bool greets = changed["type"] == "hello" || changed["type"] == "disconnect";
        const auto* envelope = std::get_if<Envelope>(&read_again);
        EXPECT_EQ(envelope != nullptr, handle.is_string() && !greets) << name << " at " << where;
        if (envelope == nullptr) return;
        const auto* request = std::get_if<chat::Request>(&envelope->content);
        EXPECT_TRUE(request == nullptr || !request->dedupe_key.empty()) << name << " at " << where;
      });
    }
  }
}

TEST(AckFrame, IsTheHandleAlone) {
  EXPECT_EQ(ack_frame({.id = "e-1", .takes_answer = true, .content = Ignored{}}, {}),
            R"({"envelope_id":"e-1"})");
}

TEST(AckFrame, IsJsonWhateverTheHandle) {
  for (const std::string id : {"a\"b", "a\\b", "a\nb", "\xc3\xa9"}) {
    const auto frame = ack_frame({.id = id, .takes_answer = false, .content = Ignored{}}, {});
    EXPECT_EQ(json::parse(frame), json({{"envelope_id", id}}));
  }
}

TEST(AckFrame, CarriesAFormsErrorsWhereTheEnvelopeTakesThem) {
  const chat::Acknowledgement errors{.errors = {{"address", "This is no address."}}};
  EXPECT_EQ(ack_frame({.id = "e-1", .takes_answer = true, .content = Ignored{}}, errors),
            R"({"envelope_id":"e-1","payload":{"errors":{"address":"This is no address."},)"
            R"("response_action":"errors"}})");
  EXPECT_EQ(ack_frame({.id = "e-1", .takes_answer = false, .content = Ignored{}}, errors),
            R"({"envelope_id":"e-1"})");
}

TEST(AckFrame, StaysBelowSlacksLimit) {
  chat::Acknowledgement errors;
  for (int i = 0; i < 100; ++i) {
    errors.errors["input_" + std::to_string(i)] = std::string(30'000, '\x01');
  }
  const Envelope envelope{
      .id = std::string(255, '\x01'), .takes_answer = true, .content = Ignored{}};
  EXPECT_LT(ack_frame(envelope, errors).size(), 20'480U);
}

}  // namespace
}  // namespace latchkey::slack
