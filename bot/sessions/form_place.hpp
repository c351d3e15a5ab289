#pragma once

#include <string>

namespace latchkey {

/// Where a form was opened. A submission does not say it, so the form carries it along.
struct FormPlace {
  std::string channel;
  /// Where its answer goes; empty at the channel's top level.
  std::string thread = {};
  /// What it is about, where it is about one.
  std::string diagnosis = {};
};

/// "C0SUPPORT/1763798400.000100/…"
std::string to_context(const FormPlace& place);

FormPlace read_context(const std::string& context);

}  // namespace latchkey
