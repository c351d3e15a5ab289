#pragma once

#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace latchkey {

/// How long a process holds its work without a sign of life, where nobody says otherwise.
inline constexpr std::chrono::seconds k_default_lease{30};

/// The processes that share a store. Each holds what it works on (jobs, mails that are followed,
/// calls for help) by a lease of its own, which it renews; what a process held whose lease has
/// ended is taken over by the others. Whoever was taken over can write nothing into the store any
/// more (`refused`, from every call), so that no step is done by two.
class Replicas {
 public:
  /// How the processes stand.
  struct Standing {
    /// Those that serve at present, this one among them.
    long long processes = 1;
    /// To the chat, of all of them.
    long long connections = 0;
    /// Others have ended since this was asked last, and what they held waits for somebody.
    bool work_is_free = false;
    /// Those that ended without a word, and that nobody has noticed before: they are over now.
    long long taken_over = 0;
  };

  virtual ~Replicas() = default;

  /// For how long this process holds its work without renewing. Nothing: it cannot be taken over,
  /// since nobody else can have the store.
  [[nodiscard]] virtual std::optional<std::chrono::milliseconds> lease() const = 0;

  /// Holds it for another while from now on.
  virtual boost::asio::awaitable<Expected<Standing>> renew() = 0;

  /// This process ends: `settling` from now on what it did not finish is free.
  virtual boost::asio::awaitable<Expected<void>> leave(std::chrono::milliseconds settling) = 0;

  /// Takes the next turn of something (a channel's posts) that all processes together may do once
  /// in `interval` only: how long to wait for it.
  virtual boost::asio::awaitable<Expected<std::chrono::milliseconds>> next_turn(
      std::string what, std::chrono::milliseconds interval) = 0;
};

}  // namespace latchkey
