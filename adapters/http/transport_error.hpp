#pragma once

#include "core/base/error.hpp"

#include <boost/system/error_code.hpp>

#include <string>

namespace latchkey::http {

/// How far an exchange had come when it failed.
enum class Stage {
  connecting,       ///< nothing of the request has left
  sending,          ///< the request has not left whole
  awaiting_answer,  ///< the request has left, and asking changes nothing
  awaiting_outcome  ///< the request has left, and it changes something
};

/// What a failed network operation means to the caller, by the rules of `Client::send`.
Error transport_error(const std::string& system, boost::system::error_code error, Stage stage);

}  // namespace latchkey::http
