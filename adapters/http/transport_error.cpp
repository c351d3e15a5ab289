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

std::string before_the_answer(boost::system::error_code error) {
  if (error == beast::error::timeout) return "gave no answer in time";
  return "cut the connection before the answer was complete";
}

}  // namespace

Error transport_error(const std::string& system, boost::system::error_code error, Stage stage) {
  const bool late = error == beast::error::timeout;
  if (stage == Stage::connecting || stage == Stage::sending) {
    if (late) return {.kind = ErrorKind::timed_out, .what = system + ": no connection in time"};
    return {.kind = ErrorKind::unreachable,
            .what = system + ": no connection (" + error.message() + ")"};
  }
  if (error == beast::http::error::body_limit) {
    return {.kind = ErrorKind::misunderstood, .what = system + ": the answer is over 8 MiB"};
  }
  if (is_malformed(error)) {
    return {.kind = ErrorKind::misunderstood,
            .what = system + ": the answer is not HTTP (" + error.message() + ")"};
  }
  const std::string what = system + " " + before_the_answer(error);
  if (stage == Stage::awaiting_outcome) {
    return {.kind = ErrorKind::uncertain, .what = what + "; what was sent may have taken effect"};
  }
  return {.kind = late ? ErrorKind::timed_out : ErrorKind::unreachable, .what = what};
}

}  // namespace latchkey::http
