#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct ssl_ctx_st;

namespace latchkey::doubles {

/// What a client asked.
struct ReceivedRequest {
  std::string method;
  std::string target;
  /// Request line and header lines, as they came.
  std::string head;
  std::string body;

  /// Names compared without regard to case.
  [[nodiscard]] std::optional<std::string> header(std::string_view name) const;
};

/// What the server does with one request; it closes the connection in the end, unless it is kept.
struct Reaction {
  /// Sent as it is, once a whole request (by its Content-Length) has been read.
  std::string bytes = {};
  /// So many of the bytes are sent before the connection is closed.
  std::size_t cut_after = std::numeric_limits<std::size_t>::max();
  /// Closed right after it was accepted, nothing read. Only in scripts.
  bool at_once = false;
  /// Read, and then left open without a word until the server is destroyed.
  bool silent = false;
  /// Read, and answered when `LoopbackServer::release()` is called.
  bool held = false;
  /// What was sent is all: the connection is left open without a further word until the server is
  /// destroyed.
  bool stalls = false;
  /// After the answer the connection waits for its next request.
  bool kept_open = false;
  /// After the answer the connection is reset as soon as the next request begins to arrive.
  bool resets_next = false;
};

using ReplyHeaders = std::vector<std::pair<std::string, std::string>>;

/// A well-formed HTTP/1.1 answer with Content-Length and "Connection: close".
Reaction answer(int status, std::string_view body, const ReplyHeaders& headers = {});
/// The same with "Content-Type: application/json".
Reaction json(int status, std::string_view body, ReplyHeaders headers = {});
Reaction cut_after(Reaction reaction, std::size_t bytes);
Reaction held(Reaction reaction);
/// So many bytes, and then neither more nor an end.
Reaction stalled_after(Reaction reaction, std::size_t bytes);
/// The same without "Connection: close", on a connection that stays open.
Reaction kept_open(Reaction reaction);
/// The same, on a connection that looks open and is not: the next request on it gets a reset.
Reaction resetting_next(Reaction reaction);
Reaction close_at_once();
Reaction never_answer();

/// Which certificate the server shows; made at run time, signed by itself.
enum class Certificate { none, good, other_host, expired };

/// Changes the TLS context of a server before it is used: which versions, whose certificates.
using TlsSetup = std::function<void(ssl_ctx_st*)>;

/// Lets nobody in but who shows this very certificate (PEM). `newest_version` is one of OpenSSL's
/// numbers of TLS versions; 0: any.
TlsSetup admitting(const std::string& certificate_pem, int newest_version = 0);

/// A deliberately dumb TCP or TLS server on 127.0.0.1, on a port that the kernel picks, with a
/// thread of its own.
class LoopbackServer {
 public:
  using Responder = std::function<Reaction(const ReceivedRequest&)>;

  /// One reaction per connection and per further request on one, in order; the last one is
  /// repeated.
  explicit LoopbackServer(std::vector<Reaction> script, Certificate certificate = Certificate::none,
                          const TlsSetup& tls_setup = {});
  /// Asks `responder`, on the server's thread, for what to do with each request.
  explicit LoopbackServer(Responder responder, Certificate certificate = Certificate::none,
                          const TlsSetup& tls_setup = {});
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  [[nodiscard]] unsigned short port() const;
  /// "http://127.0.0.1:PORT" or "https://127.0.0.1:PORT", no slash at its end.
  [[nodiscard]] std::string url() const;
  /// PEM file of the certificate, to be trusted by a client. Deleted with the server.
  [[nodiscard]] std::string certificate_file() const;
  /// Those that have been read whole so far.
  [[nodiscard]] std::vector<ReceivedRequest> requests() const;
  /// How many connections have been opened so far.
  [[nodiscard]] std::size_t connections() const;
  /// Blocks until so many requests have been read whole; false after ten seconds.
  [[nodiscard]] bool wait_for_requests(std::size_t count) const;
  /// Lets all held answers go, those to come too.
  void release();
  /// Nobody is accepted any more: who connects is refused. Open connections go on.
  void stop_listening();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace latchkey::doubles
