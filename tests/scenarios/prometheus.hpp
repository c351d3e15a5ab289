#pragma once

#include "adapters/http/http_client.hpp"
#include "tests/harness/child_process.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <string>

namespace latchkey::scenarios {

/// The real Prometheus on a port of its own, with nothing but one target, and the alerts that are
/// shipped.
class Prometheus {
 public:
  /// Is it installed?
  static bool is_there();

  /// `target`: "127.0.0.1:9464". Throws std::runtime_error.
  explicit Prometheus(const std::string& target);

  /// What the expression comes to, as soon as it is `wanted`; what it came to last where that takes
  /// longer than 30 s. Empty where it has no value.
  std::string wait_for(const std::string& expression, const std::string& wanted);

 private:
  std::string ask(const std::string& expression);

  harness::TemporaryDirectory directory_;
  std::string url_;
  std::unique_ptr<harness::ChildProcess> process_;
  boost::asio::io_context io_;
  std::unique_ptr<http::Client> http_;
};

}  // namespace latchkey::scenarios
