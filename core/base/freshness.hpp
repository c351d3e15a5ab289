#pragma once

namespace latchkey {

/// How old an answer may be.
enum class Freshness {
  recent,  ///< as old as whoever keeps it allows: for questions
  now      ///< asked again: just before something that a customer notices
};

}  // namespace latchkey
