#pragma once

#include "bot/config/config.hpp"
#include "bot/status/http_listener.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>

namespace latchkey {

/// Listens where `[http] listen` says. Nothing where it says nowhere, or where it says nothing and
/// the usual address is taken, by another `run` most likely. Throws `StartError` (exit code 2)
/// where the address that it names cannot be listened on.
std::unique_ptr<status::HttpListener> open_status_listener(
    const boost::asio::any_io_executor& executor, const HttpConfig& config,
    status::HttpListener::Answerer answerer);

}  // namespace latchkey
