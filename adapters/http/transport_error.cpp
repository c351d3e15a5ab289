#include "adapters/http/transport_error.hpp"

#include <boost/beast/core/error.hpp>
#include <boost/beast/http/error.hpp>

namespace latchkey::http {
namespace {

namespace beast = boost::beast;

bool is_cut(boost::system::error_code error) {
  return error == beast::http::error::end_of_stream || error == beast::http::error::partial_message;
}

bool is_malformed(boost::system::error_code error) {
  return error.category() == make_error_code(beast::http::error::bad_version).category() &&
         !is_cut(error);
}

std::string late_words(Stage stage, const Deadline& limit) {
  const auto within = " within " + duration_words(limit.length());
  switch (stage) {
    case Stage::connecting: return ": no connection" + within;
    case Stage::sending: return " did not take the request" + within;
    case Stage::awaiting_answer: return " did not begin to answer" + within;
    case Stage::reading_answer: break;
  }
  return " did not finish its answer" + within;
}

/// The request has left whole.
std::string cut_words(Stage stage) {
  return stage == Stage::awaiting_answer ? " cut the connection before it answered"
                                         : " cut the connection before the answer was complete";
}

}  // namespace

Error transport_error(const std::string& system, boost::system::error_code error, Stage stage,
                      const Deadline& limit, Effect effect) {
  const bool late = error == beast::error::timeout;
  const auto kind = late ? ErrorKind::timed_out : ErrorKind::unreachable;
  if (stage == Stage::connecting || stage == Stage::sending) {
    if (late) return {.kind = kind, .what = system + late_words(stage, limit)};
    return {.kind = kind, .what = system + ": no connection (" + error.message() + ")"};
  }
  if (error == beast::http::error::body_limit) {
    return {.kind = ErrorKind::misunderstood, .what = system + ": the answer is over 8 MiB"};
  }
  if (is_malformed(error)) {
    return {.kind = ErrorKind::misunderstood,
            .what = system + ": the answer is not HTTP (" + error.message() + ")"};
  }
  const auto what = system + (late ? late_words(stage, limit) : cut_words(stage));
  if (effect == Effect::possible) {
    return {.kind = ErrorKind::uncertain, .what = what + "; what was sent may have taken effect"};
  }
  return {.kind = kind, .what = what};
}

}  // namespace latchkey::http
