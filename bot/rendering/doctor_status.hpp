#pragma once

#include "bot/doctor/check.hpp"

#include <string_view>

namespace latchkey::rendering {

/// The contract's words.
constexpr std::string_view to_string(doctor::Status status) {
  switch (status) {
    case doctor::Status::ok: return "ok";
    case doctor::Status::info: return "info";
    case doctor::Status::warn: return "warn";
    case doctor::Status::fail: return "fail";
  }
  return "";
}

}  // namespace latchkey::rendering
