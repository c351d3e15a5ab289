#include "tests/doubles/loopback_server.hpp"

#include "adapters/http/as_tuple.hpp"
#include "tests/doubles/self_signed.hpp"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <unistd.h>
#include <boost/algorithm/string/predicate.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <mutex>
#include <sstream>
#include <thread>

namespace latchkey::doubles {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using http::k_as_tuple;
constexpr std::string_view k_connection_close = "Connection: close\r\n";

ReceivedRequest parse_head(std::string head) {
  ReceivedRequest request;
  std::istringstream first_line{head.substr(0, head.find("\r\n"))};
  first_line >> request.method >> request.target;
  request.head = std::move(head);
  return request;
}

template <class Stream>
asio::awaitable<std::optional<ReceivedRequest>> read_request(Stream& stream) {
  std::string buffer;
  const auto [no_head, size] =
      co_await asio::async_read_until(stream, asio::dynamic_buffer(buffer), "\r\n\r\n", k_as_tuple);
  if (no_head) co_return std::nullopt;
  ReceivedRequest request = parse_head(buffer.substr(0, size));
  request.body = buffer.substr(size);
  const auto expected = std::stoul(request.header("Content-Length").value_or("0"));
  if (request.body.size() < expected) {
    const auto missing = expected - request.body.size();
    const auto [cut, count] = co_await asio::async_read(
        stream, asio::dynamic_buffer(request.body), asio::transfer_exactly(missing), k_as_tuple);
    if (cut) co_return std::nullopt;
  }
  co_return request;
}

asio::ssl::context tls_context(const SelfSigned& files) {
  asio::ssl::context context{asio::ssl::context::tls_server};
  context.use_certificate_chain(asio::buffer(files.certificate_pem));
  context.use_private_key(asio::buffer(files.key_pem), asio::ssl::context::pem);
  return context;
}

SelfSigned self_signed(Certificate kind) {
  constexpr long k_day = 24L * 60 * 60;
  const char* names =
      kind == Certificate::other_host ? "DNS:elsewhere.example" : "IP:127.0.0.1,DNS:localhost";
  return create_self_signed(names, kind == Certificate::expired ? -60 : k_day);
}

}  // namespace

std::optional<std::string> ReceivedRequest::header(std::string_view name) const {
  std::istringstream lines{head};
  for (std::string line; std::getline(lines, line);) {
    const auto colon = line.find(':');
    if (colon == std::string::npos) continue;
    if (!boost::algorithm::iequals(line.substr(0, colon), name)) continue;
    const auto begin = line.find_first_not_of(" \t", colon + 1);
    const auto end = line.find_last_not_of(" \t\r");
    return begin == std::string::npos || begin > end ? "" : line.substr(begin, end - begin + 1);
  }
  return {};
}

Reaction answer(int status, std::string_view body, const ReplyHeaders& headers) {
  std::string bytes = "HTTP/1.1 " + std::to_string(status) + " Scripted\r\n";
  for (const auto& [name, value] : headers) bytes += name + ": " + value + "\r\n";
  bytes += k_connection_close;
  bytes += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  bytes += body;
  return {.bytes = std::move(bytes)};
}

Reaction json(int status, std::string_view body, ReplyHeaders headers) {
  headers.emplace_back("Content-Type", "application/json");
  return answer(status, body, headers);
}

Reaction cut_after(Reaction reaction, std::size_t bytes) {
  reaction.cut_after = bytes;
  return reaction;
}

Reaction held(Reaction reaction) {
  reaction.held = true;
  return reaction;
}

Reaction stalled_after(Reaction reaction, std::size_t bytes) {
  reaction.cut_after = bytes;
  reaction.stalls = true;
  return reaction;
}

Reaction kept_open(Reaction reaction) {
  const auto at = reaction.bytes.find(k_connection_close);
  if (at != std::string::npos) reaction.bytes.erase(at, k_connection_close.size());
  reaction.kept_open = true;
  return reaction;
}

Reaction resetting_next(Reaction reaction) {
  reaction = kept_open(std::move(reaction));
  reaction.resets_next = true;
  return reaction;
}

Reaction close_at_once() {
  return {.at_once = true};
}
Reaction never_answer() {
  return {.silent = true};
}

TlsSetup admitting(const std::string& certificate_pem, int newest_version) {
  return [certificate_pem, newest_version](ssl_ctx_st* context) {
    SSL_CTX_set_max_proto_version(context, newest_version);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> pem{
        BIO_new_mem_buf(certificate_pem.data(), static_cast<int>(certificate_pem.size())),
        BIO_free_all};
    const std::unique_ptr<X509, decltype(&X509_free)> trusted{
        PEM_read_bio_X509(pem.get(), nullptr, nullptr, nullptr), X509_free};
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context), trusted.get());
  };
}

struct LoopbackServer::Impl {
  Impl(std::vector<Reaction> script_, Responder responder_, Certificate certificate,
       const TlsSetup& tls_setup)
      : script(std::move(script_)),
        responder(std::move(responder_)),
        acceptor(io, tcp::endpoint{asio::ip::address_v4::loopback(), 0}),
        port(acceptor.local_endpoint().port()),
        released(io, std::chrono::steady_clock::time_point::max()),
        never(io, std::chrono::steady_clock::time_point::max()) {
    if (certificate != Certificate::none) {
      const auto files = self_signed(certificate);
      tls.emplace(tls_context(files));
      if (tls_setup) tls_setup(tls->native_handle());
      std::array<char, 32> path{"/tmp/latchkey-test-ca-XXXXXX"};
      close(mkstemp(path.data()));
      certificate_path = path.data();
      std::ofstream{certificate_path} << files.certificate_pem;
    }
    asio::co_spawn(io, accept(), asio::detached);
    thread = std::thread{[this] { io.run(); }};
  }

  ~Impl() {
    io.stop();
    thread.join();
    if (!certificate_path.empty()) std::filesystem::remove(certificate_path);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  asio::awaitable<void> accept() {
    for (;;) {
      auto [failed, socket] = co_await acceptor.async_accept(k_as_tuple);
      if (failed) co_return;
      ++connections;
      std::optional<Reaction> scripted = next_scripted();
      if (scripted && scripted->at_once) continue;
      if (tls) {
        asio::co_spawn(io, serve_tls(std::move(socket), std::move(scripted)), asio::detached);
      } else {
        asio::co_spawn(io, serve_plain(std::move(socket), std::move(scripted)), asio::detached);
      }
    }
  }

  std::optional<Reaction> next_scripted() {
    if (responder) return std::nullopt;
    return script.at(std::min(used_of_script++, script.size() - 1));
  }

  asio::awaitable<void> serve_plain(tcp::socket socket, std::optional<Reaction> scripted) {
    co_await serve(socket, std::move(scripted));
    boost::system::error_code ignored;
    socket.shutdown(tcp::socket::shutdown_both, ignored);
  }

  asio::awaitable<void> serve_tls(tcp::socket socket, std::optional<Reaction> scripted) {
    asio::ssl::stream<tcp::socket> stream{std::move(socket), *tls};
    const auto [refused] =
        co_await stream.async_handshake(asio::ssl::stream_base::server, k_as_tuple);
    if (refused) co_return;
    co_await serve(stream, std::move(scripted));
  }

  template <class Stream>
  asio::awaitable<void> serve(Stream& stream, std::optional<Reaction> scripted) {
    for (;;) {
      auto request = co_await read_request(stream);
      if (!request) co_return;
      const Reaction reaction = scripted ? *scripted : responder(*request);
      co_await react(stream, reaction, std::move(*request));
      if (!reaction.kept_open) co_return;
      if (reaction.resets_next) {
        co_await stream.lowest_layer().async_wait(tcp::socket::wait_read, k_as_tuple);
        reset(stream.lowest_layer());
        co_return;
      }
      scripted = next_scripted();
    }
  }

  template <class Stream>
  asio::awaitable<void> react(Stream& stream, const Reaction& reaction, ReceivedRequest request) {
    {
      const std::lock_guard lock{mutex};
      requests.push_back(std::move(request));
    }
    arrived.notify_all();
    // NOLINTNEXTLINE(bugprone-use-after-move): the analyser takes the frame's copy for it.
    if (reaction.silent) co_await never.async_wait(k_as_tuple);
    if (reaction.held && !open) co_await released.async_wait(k_as_tuple);
    const auto size = std::min(reaction.cut_after, reaction.bytes.size());
    co_await asio::async_write(stream, asio::buffer(reaction.bytes, size), k_as_tuple);
    if (reaction.stalls) co_await never.async_wait(k_as_tuple);
  }

  static void reset(tcp::socket::lowest_layer_type& socket) {
    boost::system::error_code ignored;
    socket.set_option(asio::socket_base::linger{true, 0}, ignored);
    socket.close(ignored);
  }

  std::vector<Reaction> script;
  Responder responder;
  asio::io_context io{1};
  tcp::acceptor acceptor;
  unsigned short port;
  asio::steady_timer released;
  asio::steady_timer never;
  bool open = false;
  std::size_t used_of_script = 0;
  std::atomic<std::size_t> connections = 0;
  std::optional<asio::ssl::context> tls;
  std::string certificate_path;
  mutable std::mutex mutex;
  mutable std::condition_variable arrived;
  std::vector<ReceivedRequest> requests;
  std::thread thread;
};

LoopbackServer::LoopbackServer(std::vector<Reaction> script, Certificate certificate,
                               const TlsSetup& tls_setup)
    : impl_(std::make_unique<Impl>(std::move(script), nullptr, certificate, tls_setup)) {}

LoopbackServer::LoopbackServer(Responder responder, Certificate certificate,
                               const TlsSetup& tls_setup)
    : impl_(std::make_unique<Impl>(std::vector<Reaction>{}, std::move(responder), certificate,
                                   tls_setup)) {}

LoopbackServer::~LoopbackServer() = default;

unsigned short LoopbackServer::port() const {
  return impl_->port;
}

std::string LoopbackServer::url() const {
  return (impl_->tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port());
}

std::string LoopbackServer::certificate_file() const {
  return impl_->certificate_path;
}

std::vector<ReceivedRequest> LoopbackServer::requests() const {
  const std::lock_guard lock{impl_->mutex};
  return impl_->requests;
}

std::size_t LoopbackServer::connections() const {
  return impl_->connections;
}

bool LoopbackServer::wait_for_requests(std::size_t count) const {
  std::unique_lock lock{impl_->mutex};
  return impl_->arrived.wait_for(lock, std::chrono::seconds{10},
                                 [&] { return impl_->requests.size() >= count; });
}

void LoopbackServer::release() {
  asio::post(impl_->io, [impl = impl_.get()] {
    impl->open = true;
    impl->released.cancel();
  });
}

// At once where a responder asks for it, so that its answer is the last that anybody gets.
void LoopbackServer::stop_listening() {
  std::promise<void> closed;
  asio::dispatch(impl_->io, [&] {
    boost::system::error_code ignored;
    impl_->acceptor.close(ignored);
    closed.set_value();
  });
  closed.get_future().wait();
}

}  // namespace latchkey::doubles
