#pragma once

#include "adapters/http/deadline.hpp"
#include "core/base/error.hpp"

#include <boost/system/error_code.hpp>

#include <string>

namespace latchkey::http {

/// How far an exchange had come when it failed.
enum class Stage {
  connecting,       ///< nothing of the request has left
  sending,          ///< the request has not left whole
  awaiting_answer,  ///< the request has left, nothing has come
  reading_answer    ///< a part of the answer has come
};

/// What a request does to the other side.
enum class Effect {
  none,     ///< it asks; not knowing the answer is all that is lost
  possible  ///< it may have changed something once it has left
};

/// What the other side says about our certificate where it ends a TLS connection over it, as a
/// sentence's end that names the keys of the configuration; empty for any other error. In TLS 1.3
/// that comes where the answer should begin (RFC 8446, 4.4.2.4).
std::string words_on_our_certificate(boost::system::error_code error);

/// What a failed network operation means to the caller, by the rules of `Client::send`. `limit` is
/// the deadline that held in this stage: a sentence about lateness says how long was waited.
Error transport_error(const std::string& system, boost::system::error_code error, Stage stage,
                      const Deadline& limit, Effect effect = Effect::none);

}  // namespace latchkey::http
