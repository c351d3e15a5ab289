// What an operator reads of what keeps the program from the network.
#include "bot/doctor/network_checks.hpp"
#include "bot/doctor/wording.hpp"
#include "tests/bot/doctor/golden_page.hpp"

#include <gtest/gtest.h>

namespace latchkey::doctor {
namespace {

TEST(DoctorGolden, Network) {
  Page page;
  page.add("a proxy that is none",
           judge_network_problem("HTTPS_PROXY: socks5:// is not spoken; expected "
                                 "http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, special "
                                 "characters of the password percent-encoded"));
  page.add("a proxy whose file is not there",
           judge_network_problem("ALL_PROXY: file:/run/secrets/proxy: cannot be opened: No such "
                                 "file or directory"));
  page.add("no file of authorities",
           judge_network_problem("tls.ca_file /etc/ca.pem: No such file or directory"));
  page.add("a certificate without a key",
           judge_network_problem("tls.key_file: is needed beside tls.cert_file"));
  page.add("a key that others may read",
           judge_network_problem("tls.key_file /etc/latchkey/us.key: may be read or written by "
                                 "other users: chmod 600 it"));
  page.add("a system that is not asked then", not_tried("Slack", "bot token", network_unusable()));
  expect_golden("doctor/network.txt", page.text());
}

}  // namespace
}  // namespace latchkey::doctor
