#pragma once

#include "tests/laboratory/line_conditions.hpp"

#include <memory>
#include <string>

namespace latchkey::laboratory {

/// Stands on a loopback port between clients and one server, and does to their connections what
/// networks do. Has a thread of its own; may be told from any other.
class FaultProxy {
 public:
  explicit FaultProxy(unsigned seed);
  ~FaultProxy();
  FaultProxy(const FaultProxy&) = delete;
  FaultProxy& operator=(const FaultProxy&) = delete;

  [[nodiscard]] unsigned short port() const;
  /// "http://127.0.0.1:PORT", no slash at its end.
  [[nodiscard]] std::string url() const;
  /// Where connections lead, on 127.0.0.1. Before, they are refused.
  void lead_to(unsigned short server_port);

  /// From now on, for the connections that are open, too.
  void under(LineConditions conditions);
  /// As good as a line can be, from now on. What was reset or stranded stays so.
  void calm() { under({}); }
  /// Resets every connection that is open.
  void reset_all();
  /// Forgets every connection that is open: nothing passes there any more, and nobody is told.
  void strand_all();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace latchkey::laboratory
