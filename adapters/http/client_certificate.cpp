#include "adapters/http/client_certificate.hpp"

#include "adapters/http/openssl_error.hpp"

#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <vector>

namespace latchkey::http {
namespace {

template <class T, auto Free>
struct FreedBy {
  void operator()(T* it) const { Free(it); }
};
using PemText = std::unique_ptr<BIO, FreedBy<BIO, BIO_free_all>>;
using OwnedKey = std::unique_ptr<EVP_PKEY, FreedBy<EVP_PKEY, EVP_PKEY_free>>;
using OwnedX509 = std::unique_ptr<X509, FreedBy<X509, X509_free>>;

constexpr const char* k_cert_file = "tls.cert_file ";
constexpr const char* k_key_file = "tls.key_file ";

[[noreturn]] void complain(const std::string& about, const std::string& why) {
  throw std::runtime_error(about + ": " + why);
}

std::string system_words(int error) {
  return std::generic_category().message(error);
}

/// A key's text, wiped in the end.
class KeyText {
 public:
  KeyText() = default;
  ~KeyText() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }
  KeyText(const KeyText&) = delete;
  KeyText& operator=(const KeyText&) = delete;

  /// Reads on until the file ends; false where it is larger than any key (the longest RSA keys
  /// take 13 KB), or cannot be read.
  bool read(int file) {
    for (;;) {
      const auto got = ::read(file, bytes_.data() + size_, bytes_.size() - size_);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return got == 0 && size_ < bytes_.size();
      size_ += static_cast<std::size_t>(got);
    }
  }
  [[nodiscard]] PemText pem() const {
    return PemText{BIO_new_mem_buf(bytes_.data(), static_cast<int>(size_))};
  }

 private:
  std::array<char, 64 * 1024> bytes_ = {};
  std::size_t size_ = 0;
};

class OpenedFile {
 public:
  // Not blocking: opening a named pipe would wait for somebody to write into it.
  explicit OpenedFile(const std::string& path)
      : descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~OpenedFile() {
    if (descriptor >= 0) ::close(descriptor);
  }
  OpenedFile(const OpenedFile&) = delete;
  OpenedFile& operator=(const OpenedFile&) = delete;

  const int descriptor;
};

void check_owner_only(const std::string& about, int file) {
  // Of the open file, not of the path: between two looks a path may come to mean another file.
  struct stat status {};
  if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
    complain(about, "is not a regular file");
  }
  if ((status.st_mode & (S_IRGRP | S_IROTH | S_IWGRP | S_IWOTH)) != 0) {
    complain(about, "may be read or written by other users: chmod 600 it");
  }
}

/// Instead of OpenSSL's own, which asks at the terminal.
int no_passphrase(char*, int, int, void*) {
  return -1;
}

OwnedKey read_key(const std::string& path) {
  const auto about = k_key_file + path;
  const OpenedFile file{path};
  if (file.descriptor < 0) complain(about, system_words(errno));
  check_owner_only(about, file.descriptor);
  KeyText text;
  if (!text.read(file.descriptor)) complain(about, "cannot be read, or is too large for a key");
  ERR_clear_error();
  const auto pem = text.pem();
  OwnedKey key{PEM_read_bio_PrivateKey(pem.get(), nullptr, no_passphrase, nullptr)};
  if (key) return key;
  const bool encrypted = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_BAD_PASSWORD_READ ||
                         ERR_GET_REASON(ERR_peek_error()) == PEM_R_BAD_PASSWORD_READ;
  const auto why = take_openssl_error();
  complain(about, encrypted ? "is protected by a passphrase, which nobody is there to type"
                            : "is no private key in PEM (" + why + ")");
}

std::vector<OwnedX509> read_certificates(const std::string& path) {
  const auto about = k_cert_file + path;
  ERR_clear_error();
  const PemText pem{BIO_new_file(path.c_str(), "r")};
  if (!pem) complain(about, take_openssl_error());
  std::vector<OwnedX509> chain;
  while (auto* next = PEM_read_bio_X509(pem.get(), nullptr, no_passphrase, nullptr)) {
    chain.emplace_back(next);
  }
  // "No start line" is how the end of the file is told.
  const bool ended = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  const auto why = take_openssl_error();
  if (chain.empty() || !ended) complain(about, "holds no certificate in PEM (" + why + ")");
  return chain;
}

}  // namespace

struct ClientCertificate::Loaded {
  /// Ours first.
  std::vector<OwnedX509> chain;
  OwnedKey key;
};

ClientCertificate::ClientCertificate(const std::string& cert_file, const std::string& key_file) {
  if (cert_file.empty() && key_file.empty()) return;
  if (cert_file.empty()) complain("tls.cert_file", "is needed beside tls.key_file");
  if (key_file.empty()) complain("tls.key_file", "is needed beside tls.cert_file");
  auto loaded = std::make_shared<Loaded>();
  loaded->chain = read_certificates(cert_file);
  loaded->key = read_key(key_file);
  ERR_clear_error();
  if (X509_check_private_key(loaded->chain.front().get(), loaded->key.get()) != 1) {
    ERR_clear_error();
    complain(k_key_file + key_file, "is not the key of the certificate in " + cert_file);
  }
  loaded_ = std::move(loaded);
}

void ClientCertificate::use_in(ssl_ctx_st* context) const {
  if (!loaded_) return;
  bool used = SSL_CTX_use_certificate(context, loaded_->chain.front().get()) == 1 &&
              SSL_CTX_use_PrivateKey(context, loaded_->key.get()) == 1;
  for (std::size_t i = 1; i < loaded_->chain.size(); ++i) {
    used = used && SSL_CTX_add1_chain_cert(context, loaded_->chain[i].get()) == 1;
  }
  if (!used) complain("tls.cert_file", take_openssl_error());
}

}  // namespace latchkey::http
