#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace latchkey::http {

/// Errors come back as a value beside the result: an upstream that fails is nothing exceptional.
inline constexpr auto k_as_tuple = boost::asio::as_tuple(boost::asio::use_awaitable);

}  // namespace latchkey::http
