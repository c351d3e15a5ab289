#include "adapters/http/client_certificate.hpp"

#include "adapters/http/http_client.hpp"
#include "tests/doubles/await.hpp"
#include "tests/doubles/loopback_server.hpp"
#include "tests/doubles/self_signed.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <boost/asio/io_context.hpp>

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>

namespace latchkey::http {
namespace {

namespace fs = std::filesystem;
using doubles::admitting;
using doubles::Certificate;
using doubles::LoopbackServer;
using doubles::SelfSigned;

class ClientCertificateTest : public testing::Test {
 protected:
  std::string file(const std::string& name, const std::string& text,
                   fs::perms mode = fs::perms::owner_read | fs::perms::owner_write) {
    const auto path = directory_.path() / name;
    std::ofstream{path} << text;
    fs::permissions(path, mode);
    return path;
  }
  ClientCertificate ours() {
    return {file("cert.pem", us_.certificate_pem), file("key.pem", us_.key_pem)};
  }
  Expected<Response> send(const LoopbackServer& server, ClientCertificate certificate,
                          Method method = Method::get) {
    boost::asio::io_context io{1};
    const TrustedAuthorities authorities{server.certificate_file(), std::move(certificate)};
    const auto client = create_client(io.get_executor(), {.authorities = authorities});
    return doubles::await(client->send("Portal", {.method = method, .url = server.url()}), io);
  }
  /// What is wrong with the files, without the directory's name; empty where nothing is.
  std::string complaint(const std::string& cert_file, const std::string& key_file) {
    try {
      const ClientCertificate certificate{cert_file, key_file};
      return "";
    } catch (const std::runtime_error& error) {
      std::string words = error.what();
      const auto folder = directory_.path().string() + "/";
      for (auto at = words.find(folder); at != std::string::npos; at = words.find(folder)) {
        words.erase(at, folder.size());
      }
      return words;
    }
  }

  harness::TemporaryDirectory directory_;
  SelfSigned us_ = doubles::create_self_signed("DNS:latchkey.example", 3600);
  SelfSigned other_ = doubles::create_self_signed("DNS:other.example", 3600);
};

TEST_F(ClientCertificateTest, IsShownToAServerThatAsks) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const LoopbackServer server{{doubles::answer(200, "come in")},
                                Certificate::good,
                                admitting(us_.certificate_pem, version)};
    const auto answer = send(server, ours());
    ASSERT_TRUE(answer) << answer.error().what;
    EXPECT_EQ(answer->body, "come in");
  }
}

TEST_F(ClientCertificateTest, IsNoMatterToAServerThatDoesNotAsk) {
  const LoopbackServer server{{doubles::answer(200, "")}, Certificate::good};
  EXPECT_TRUE(send(server, ours()));
  EXPECT_TRUE(send(server, {}));
}

// In TLS 1.3 the refusal comes after the request has left; a form was not taken all the same.
TEST_F(ClientCertificateTest, IsAskedForInASentence) {
  const LoopbackServer server{{doubles::answer(200, "")},
                              Certificate::good,
                              admitting(us_.certificate_pem, TLS1_3_VERSION)};
  for (const auto method : {Method::get, Method::post}) {
    const auto answer = send(server, {}, method);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::refused);
    EXPECT_EQ(answer.error().what,
              "Portal asks for a client certificate: set tls.cert_file and tls.key_file");
  }
  EXPECT_TRUE(server.requests().empty());
}

TEST_F(ClientCertificateTest, IsRefusedWhereItIsNotTheRightOne) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const LoopbackServer server{
        {doubles::answer(200, "")}, Certificate::good, admitting(other_.certificate_pem, version)};
    const auto answer = send(server, ours());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, ErrorKind::refused) << answer.error().what;
    EXPECT_EQ(
        answer.error().what.rfind("Portal does not accept the certificate of tls.cert_file (", 0),
        0U)
        << answer.error().what;
  }
}

TEST_F(ClientCertificateTest, NeedsItsKeyAndTheKeyIt) {
  const auto cert = file("cert.pem", us_.certificate_pem);
  const auto key = file("key.pem", us_.key_pem);
  EXPECT_EQ(complaint("", ""), "");
  EXPECT_EQ(complaint(cert, ""), "tls.key_file: is needed beside tls.cert_file");
  EXPECT_EQ(complaint("", key), "tls.cert_file: is needed beside tls.key_file");
  EXPECT_EQ(complaint(cert, file("other.pem", other_.key_pem)),
            "tls.key_file other.pem: is not the key of the certificate in cert.pem");
}

// As for the files of secrets: who may read the key may be us.
TEST_F(ClientCertificateTest, NeedsAKeyThatNobodyElseMayRead) {
  const auto cert = file("cert.pem", us_.certificate_pem, fs::perms::all);
  for (const auto mode : {fs::perms::group_read, fs::perms::others_read, fs::perms::others_write}) {
    const auto key = file("key.pem", us_.key_pem, mode | fs::perms::owner_read);
    EXPECT_EQ(complaint(cert, key),
              "tls.key_file key.pem: may be read or written by other users: chmod 600 it");
    fs::remove(key);
  }
  EXPECT_EQ(complaint(cert, directory_.path()).rfind("tls.key_file ", 0), 0U);
}

TEST_F(ClientCertificateTest, NamesAFileThatHoldsSomethingElse) {
  const auto cert = file("cert.pem", us_.certificate_pem);
  const auto key = file("key.pem", us_.key_pem);
  EXPECT_EQ(complaint(directory_.path() / "none.pem", key),
            "tls.cert_file none.pem: No such file or directory");
  EXPECT_EQ(complaint(cert, directory_.path() / "none.pem"),
            "tls.key_file none.pem: No such file or directory");
  EXPECT_EQ(complaint(key, key).rfind("tls.cert_file key.pem: holds no certificate in PEM (", 0),
            0U);
  EXPECT_EQ(complaint(cert, cert).rfind("tls.key_file cert.pem: is no private key in PEM (", 0),
            0U);
  const auto half = us_.key_pem.substr(0, us_.key_pem.size() / 2);
  EXPECT_NE(complaint(cert, file("half.pem", half)), "");
}

/// Under the passphrase "open".
std::string encrypted(const std::string& key_pem) {
  using Bio = std::unique_ptr<BIO, decltype(&BIO_free_all)>;
  const Bio in{BIO_new_mem_buf(key_pem.data(), static_cast<int>(key_pem.size())), BIO_free_all};
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{
      PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr), EVP_PKEY_free};
  const Bio out{BIO_new(BIO_s_mem()), BIO_free_all};
  char passphrase[] = "open";
  PEM_write_bio_PrivateKey(out.get(), key.get(), EVP_aes_256_cbc(), nullptr, 0, nullptr,
                           passphrase);
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

// OpenSSL would ask for it at the terminal, and a service would hang there for ever.
TEST_F(ClientCertificateTest, NeedsAKeyWithoutAPassphrase) {
  const auto cert = file("cert.pem", us_.certificate_pem);
  EXPECT_EQ(complaint(cert, file("locked.pem", encrypted(us_.key_pem))),
            "tls.key_file locked.pem: is protected by a passphrase, which nobody is there to type");
}

}  // namespace
}  // namespace latchkey::http
