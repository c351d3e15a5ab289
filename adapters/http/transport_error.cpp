#include "adapters/http/transport_error.hpp"

#include <openssl/err.h>
#include <openssl/sslerr.h>
#include <boost/asio/ssl/error.hpp>
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

std::string words_on_our_certificate(boost::system::error_code error) {
  if (error.category() != boost::asio::error::get_ssl_category()) return "";
  switch (ERR_GET_REASON(static_cast<unsigned long>(error.value()))) {
    case SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED:
      return "asks for a client certificate: set tls.cert_file and tls.key_file";
    case SSL_R_TLSV1_ALERT_UNKNOWN_CA:
    case SSL_R_TLSV1_ALERT_ACCESS_DENIED:
    case SSL_R_SSLV3_ALERT_BAD_CERTIFICATE:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_REVOKED:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN:
    case SSL_R_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE:
      return "does not accept the certificate of tls.cert_file (" + error.message() + ")";
    default: return "";
  }
}

Error transport_error(const std::string& system, boost::system::error_code error, Stage stage,
                      const Deadline& limit, Effect effect) {
  const bool late = error == beast::error::timeout;
  if (const auto words = words_on_our_certificate(error); !words.empty()) {
    return {.kind = ErrorKind::refused, .what = system + " " + words};
  }
  const auto kind = late ? ErrorKind::timed_out : ErrorKind::unreachable;
  if (stage == Stage::connecting || stage == Stage::sending) {
    if (late) return {.kind = kind, .what = system + late_words(stage, limit)};
    return {.kind = kind, .what = system + ": no connection (" + error.message() + ")"};
  }
  Error failed{.kind = kind, .what = system + (late ? late_words(stage, limit) : cut_words(stage))};
  if (error == beast::http::error::body_limit) {
    failed = {.kind = ErrorKind::misunderstood,
              .what = system + ": the answer is over 8 MiB",
              .reason = ErrorReason::something_else_answers};
  } else if (is_malformed(error)) {
    failed = {.kind = ErrorKind::misunderstood,
              .what = system + ": the answer is not HTTP (" + error.message() + ")",
              .reason = ErrorReason::something_else_answers};
  }
  if (effect == Effect::possible) {
    failed.kind = ErrorKind::uncertain;
    failed.what += "; what was sent may have taken effect";
  }
  return failed;
}

}  // namespace latchkey::http
