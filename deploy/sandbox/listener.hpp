#pragma once
#include "deploy/sandbox/sandbox.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <optional>
#include <string>

namespace latchkey::sandbox {

/// "127.0.0.1:8080", "localhost:0" or "[::1]:8080"; none for anything else, above all for addresses
/// that other machines could reach: nothing here is protected by more than that.
std::optional<boost::asio::ip::tcp::endpoint> parse_loopback_endpoint(const std::string& text);

/// Accepts connections on one loopback address.
class Listener {
 public:
  /// Throws boost::system::system_error where the address cannot be listened on.
  Listener(boost::asio::io_context& context, const boost::asio::ip::tcp::endpoint& endpoint);

  /// "http://127.0.0.1:8080", with the port that the kernel picked where 0 was asked for.
  [[nodiscard]] std::string origin() const;
  /// Serves connections until stop().
  static boost::asio::awaitable<void> serve(Listener& self, Sandbox& sandbox);
  void stop();

 private:
  boost::asio::io_context& context_;
  boost::asio::ip::tcp::acceptor acceptor_;
};

}  // namespace latchkey::sandbox
