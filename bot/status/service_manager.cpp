#include "bot/status/service_manager.hpp"

#include "adapters/http/as_tuple.hpp"

#include <spdlog/spdlog.h>
#include <sys/un.h>
#include <unistd.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <charconv>
#include <cstdlib>
#include <utility>

namespace latchkey::status {
namespace {

namespace asio = boost::asio;
using Datagrams = asio::local::datagram_protocol;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

/// 0 for what is no number.
long long number(const std::string& text) {
  long long value = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && rest == text.data() + text.size() ? value : 0;
}

}  // namespace

NotifyVariables notify_variables() {
  return {variable("NOTIFY_SOCKET"), variable("WATCHDOG_USEC"), variable("WATCHDOG_PID")};
}

std::optional<Datagrams::endpoint> notify_endpoint(const std::string& notify_socket) {
  if (notify_socket.size() < 2 || notify_socket.size() >= sizeof(sockaddr_un::sun_path)) return {};
  std::string path = notify_socket;
  if (path.front() == '@') path.front() = '\0';
  if (path.front() != '\0' && path.front() != '/') return {};
  return Datagrams::endpoint{path};
}

std::chrono::microseconds watchdog_time(const NotifyVariables& variables, int process) {
  // Inherited from somebody who is watched, while we are not.
  const bool of_another =
      !variables.watchdog_pid.empty() && number(variables.watchdog_pid) != process;
  const auto microseconds = of_another ? 0 : number(variables.watchdog_usec);
  return std::chrono::microseconds{microseconds > 0 ? microseconds : 0};
}

ServiceManager::ServiceManager(asio::any_io_executor executor, const NotifyVariables& variables)
    : executor_(executor),
      endpoint_(notify_endpoint(variables.notify_socket)),
      watchdog_(watchdog_time(variables, getpid())),
      socket_(executor) {
  boost::system::error_code failed;
  if (endpoint_) socket_.open(Datagrams{}, failed);
  if (failed) spdlog::warn("The service manager cannot be told anything: {}", failed.message());
}

void ServiceManager::ready(const std::string& status) {
  if (stopping_) return;
  ready_ = true;
  asio::co_spawn(executor_, send("READY=1\nSTATUS=" + status), asio::detached);
}

void ServiceManager::reloading() {
  if (!ready_ || stopping_) return;
  // The time is for managers from systemd 253 on (Type=notify-reload).
  const auto now = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now().time_since_epoch());
  asio::co_spawn(executor_, send("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(now.count())),
                 asio::detached);
}

void ServiceManager::reloaded(const std::string& status) {
  if (ready_) ready(status);
}

void ServiceManager::stopping() {
  stopping_ = true;
  asio::co_spawn(executor_, send("STOPPING=1\nSTATUS=Stopping: no new work is taken"),
                 asio::detached);
}

void ServiceManager::keep_alive(std::function<std::string()> status) {
  if (endpoint_ && watchdog_.count() > 0) {
    asio::co_spawn(executor_, tick(std::move(status)), asio::detached);
  }
}

asio::awaitable<void> ServiceManager::tick(std::function<std::string()> status) {
  asio::steady_timer half{executor_};
  for (;;) {
    half.expires_after(watchdog_ / 2);
    std::string state = "WATCHDOG=1";
    if (!stopping_) state += "\nSTATUS=" + status();
    co_await send(std::move(state));
    co_await half.async_wait(asio::use_awaitable);
  }
}

/// Does not block: a manager that does not read must not stop us.
asio::awaitable<void> ServiceManager::send(std::string state) {
  if (!socket_.is_open()) co_return;
  const auto [failed, size] =
      co_await socket_.async_send_to(asio::buffer(state), *endpoint_, http::k_as_tuple);
  if (failed) {
    spdlog::warn("The service manager could not be told {}: {}", state.substr(0, state.find('\n')),
                 failed.message());
  }
}

}  // namespace latchkey::status
