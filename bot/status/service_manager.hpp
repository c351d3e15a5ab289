#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/local/datagram_protocol.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace latchkey::status {

/// What a service manager says to the program that it starts, in its environment variables.
struct NotifyVariables {
  std::string notify_socket;
  std::string watchdog_usec;
  std::string watchdog_pid;
};

NotifyVariables notify_variables();

/// Where notifications go: a path, or an abstract address written with "@". Nothing where none are
/// wanted, or where the address is of a kind that we do not know.
std::optional<boost::asio::local::datagram_protocol::endpoint> notify_endpoint(
    const std::string& notify_socket);

/// After how much silence the program with this process id would be restarted. Zero: never.
std::chrono::microseconds watchdog_time(const NotifyVariables& variables, int process);

/// Tells systemd how the service is: `Type=notify` and `WatchdogSec=`. Without a service manager,
/// all of it does nothing. It goes before the executor's context ends.
///
/// The protocol (https://www.freedesktop.org/software/systemd/man/sd_notify.html) is one datagram,
/// stable, and documented to be spoken without libsystemd. Linking that for it would cost 1.4 MiB
/// resident (it brings libgcrypt, liblzma, libzstd, liblz4) and a fifth of the time to our first
/// connection.
class ServiceManager {
 public:
  ServiceManager(boost::asio::any_io_executor executor, const NotifyVariables& variables);

  /// We serve. `status` is a line for `systemctl status`.
  void ready(const std::string& status);
  /// We read the configuration again, and have done so. Before `ready` neither is told, since the
  /// second one would say that we serve.
  void reloading();
  void reloaded(const std::string& status);
  /// We shut down: that is the status from here on.
  void stopping();
  /// From now on, twice within the watchdog's time: that this event loop turns, with the status of
  /// that moment. A loop that is stuck says nothing, and is restarted.
  void keep_alive(std::function<std::string()> status);

 private:
  boost::asio::awaitable<void> send(std::string state);
  boost::asio::awaitable<void> tick(std::function<std::string()> status);

  boost::asio::any_io_executor executor_;
  std::optional<boost::asio::local::datagram_protocol::endpoint> endpoint_;
  std::chrono::microseconds watchdog_;
  boost::asio::local::datagram_protocol::socket socket_;
  bool ready_ = false;
  bool stopping_ = false;
};

}  // namespace latchkey::status
