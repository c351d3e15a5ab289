// The password of a proxy, which may be exchanged while the program runs.
#include "tests/bot/wiring/wired.hpp"
#include "tests/doubles/captured_log.hpp"
#include "tests/harness/temporary_directory.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace latchkey {
namespace {

/// In the lower-case variable, which goes before whatever else the tests are started with.
class ProxyPassword : public testing::Test {
 protected:
  ProxyPassword() { ::setenv("https_proxy", ("file:" + file_.string()).c_str(), 1); }
  ~ProxyPassword() override { ::unsetenv("https_proxy"); }

  void write(const std::string& url) const {
    std::ofstream{file_} << url << "\n";
    std::filesystem::permissions(
        file_, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }
  static std::string shown_by(const http::Options& network) {
    return network.proxies.now()->proxy->authorization.reveal();
  }

  harness::TemporaryDirectory directory_;
  std::filesystem::path file_ = directory_.path() / "proxy";
};

TEST_F(ProxyPassword, IsRenewedWithTheOtherSecrets) {
  write("http://u:former@proxy.example:3128");
  Wired wired{config_of({service_at("CustomersDot", "https://portal.example")},
                        "https://api.mailgun.example")};
  const http::Options copy = wired.network();  // as the clients have it
  EXPECT_EQ(shown_by(copy), "Basic dTpmb3JtZXI=");
  write("http://u:new@proxy.example:3128");
  wired.renew_secrets();
  EXPECT_EQ(shown_by(copy), "Basic dTpuZXc=");
}

TEST_F(ProxyPassword, StaysWhereItCannotBeReadAgain) {
  write("http://u:former@proxy.example:3128");
  Wired wired{config_of({service_at("CustomersDot", "https://portal.example")},
                        "https://api.mailgun.example")};
  const doubles::CapturedLog log;
  write("socks5://u:s3cret@proxy.example:3128");
  wired.renew_secrets();
  EXPECT_TRUE(log.has("warning: Not resolved again: https_proxy: socks5:// is not spoken"))
      << log.text();
  EXPECT_FALSE(log.has("s3cret")) << log.text();
  std::filesystem::remove(file_);
  wired.renew_secrets();
  EXPECT_TRUE(log.has("Not resolved again: https_proxy: file:" + file_.string() +
                      ": cannot be opened: No such file or directory"))
      << log.text();
  EXPECT_EQ(shown_by(wired.network()), "Basic dTpmb3JtZXI=");
}

}  // namespace
}  // namespace latchkey
