#pragma once

#include "adapters/slack/frame.hpp"
#include "tests/doubles/fixture.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <variant>

namespace latchkey::slack {

/// Who we are in the fixtures.
inline Identity ourselves() {
  return {.user = "U0BOT", .bot = "B0BOT", .team = "T0OURS"};
}

inline nlohmann::json fixture_json(const std::string& name) {
  return nlohmann::json::parse(doubles::fixture("slack/" + name + ".json"));
}

inline Envelope read_envelope(const nlohmann::json& frame) {
  const auto read = read_frame(frame.dump(), ourselves(), TimePoint{});
  if (!std::holds_alternative<Envelope>(read)) {
    ADD_FAILURE() << "no envelope: " << frame.dump();
    return {};
  }
  return std::get<Envelope>(read);
}

/// The request in this frame; the test fails where there is none.
inline chat::Request request_in(const nlohmann::json& frame) {
  auto content = read_envelope(frame).content;
  if (const auto* ignored = std::get_if<Ignored>(&content)) {
    ADD_FAILURE() << "ignored: " << ignored->why;
    return {};
  }
  return std::get<chat::Request>(content);
}

/// Why the frame is ignored; the test fails where it is not.
inline std::string ignored_because(const nlohmann::json& frame) {
  auto content = read_envelope(frame).content;
  if (const auto* ignored = std::get_if<Ignored>(&content)) return ignored->why;
  ADD_FAILURE() << "not ignored: " << frame.dump();
  return {};
}

}  // namespace latchkey::slack
