#include "adapters/sql/postgres_error.hpp"

#include <algorithm>
#include <array>

namespace latchkey::sql {
namespace {

template <std::size_t N>
bool holds_any(std::string_view words, const std::array<std::string_view, N>& signs) {
  return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) {
    return words.find(sign) != std::string_view::npos;
  });
}

/// libpq speaks about a server that it tried to reach; everything else is about our own input.
constexpr std::array<std::string_view, 2> k_about_a_server = {"connection to server",
                                                              "could not translate host name"};
constexpr std::array<std::string_view, 2> k_slow = {"timeout expired", "Connection timed out"};
constexpr std::array<std::string_view, 6> k_in_trouble = {
    "starting up",           "shutting down", "recovery mode",
    "accepting connections", "too many",      "remaining connection slots"};
/// Signs that the server was reached and did not want us, or we not it.
constexpr std::array<std::string_view, 8> k_answered = {
    "FATAL",     "fe_sendauth", "authentication", "does not support SSL",
    "SSL error", "certificate", "root.crt",       "server does not support"};

/// SOCI begins with a sentence of its own, which says what ours says.
std::string_view words_of_libpq(std::string_view words) {
  constexpr std::string_view k_soci = "Cannot establish connection to the database.\n";
  if (words.starts_with(k_soci)) words.remove_prefix(k_soci.size());
  return words;
}

}  // namespace

Error connection_error(const std::string& system, std::string_view words) {
  const auto error = [&](ErrorKind kind, ErrorReason reason, const char* what) {
    return Error{.kind = kind,
                 .what = system + ": " + what,
                 .vendor_text = std::string{words_of_libpq(words)},
                 .reason = reason};
  };
  if (words.find("shared library") != std::string_view::npos) {
    return error(ErrorKind::not_configured, ErrorReason::package_missing,
                 "SOCI's PostgreSQL back end is not installed (libsoci-postgresql4.0)");
  }
  if (!holds_any(words, k_about_a_server)) {
    return {.kind = ErrorKind::not_configured,
            .what = system + ": libpq does not understand its dsn",
            .reason = ErrorReason::address_not_understood};
  }
  if (holds_any(words, k_slow)) {
    return error(ErrorKind::timed_out, ErrorReason::no_answer_in_time,
                 "the database did not answer in time");
  }
  if (holds_any(words, k_in_trouble)) {
    return error(ErrorKind::unavailable, ErrorReason::none,
                 "the database takes no connections at the moment");
  }
  if (holds_any(words, k_answered)) {
    return error(ErrorKind::refused, ErrorReason::not_let_in,
                 "the database does not let Latchkey in");
  }
  return error(ErrorKind::unreachable, ErrorReason::not_reached, "the database cannot be reached");
}

}  // namespace latchkey::sql
