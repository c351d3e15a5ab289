#include "adapters/http/no_proxy.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace latchkey::http {
namespace {

struct NoProxyRow {
  const char* list;
  const char* host;
  bool covered;
  std::uint16_t port = 443;
};

void expect(const std::vector<NoProxyRow>& rows) {
  for (const auto& [list, host, covered, port] : rows) {
    EXPECT_EQ(NoProxy{list}.covers(host, port), covered)
        << "NO_PROXY=\"" << list << "\" " << host << ":" << port;
  }
}

TEST(NoProxy, CoversNamesAndAllBelowThem) {
  expect({{"corp.example", "corp.example", true},
          {"corp.example", "git.corp.example", true},
          {"corp.example", "a.git.corp.example", true},
          {"corp.example", "mycorp.example", false},
          {"corp.example", "example", false},
          {"corp.example", "corp.example.net", false},
          {".corp.example", "corp.example", true},
          {".corp.example", "git.corp.example", true},
          {".corp.example", "mycorp.example", false},
          {"*.corp.example", "git.corp.example", true},
          {"localhost", "localhost", true}});
}

TEST(NoProxy, IsNotParticularAboutCaseNorTheLastDot) {
  expect({{"CORP.Example", "git.corp.example", true},
          {"corp.example", "GIT.CORP.EXAMPLE", true},
          {"corp.example.", "corp.example", true},
          {"corp.example", "corp.example.", true}});
}

TEST(NoProxy, IsAListWithCommasOrBlanks) {
  expect({{"a.example,b.example", "b.example", true},
          {" a.example , b.example ", "a.example", true},
          {"a.example b.example", "b.example", true},
          {",,a.example,", "a.example", true},
          {"a.example,b.example", "c.example", false}});
}

TEST(NoProxy, CoversEverythingOrNothing) {
  expect({{"*", "slack.example", true},
          {"*", "192.0.2.1", true},
          {"a.example, *", "2001:db8::1", true},
          {"", "slack.example", false},
          {" , ", "slack.example", false}});
}

TEST(NoProxy, CoversAddressesAndNetworks) {
  expect({{"192.0.2.1", "192.0.2.1", true},
          {"192.0.2.1", "192.0.2.10", false},
          {"10.0.0.0/8", "10.200.3.4", true},
          {"10.0.0.0/8", "11.0.0.1", false},
          {"10.1.2.3/8", "10.200.3.4", true},
          {"192.0.2.128/25", "192.0.2.127", false},
          {"192.0.2.128/25", "192.0.2.255", true},
          {"0.0.0.0/0", "192.0.2.1", true},
          {"0.0.0.0/0", "2001:db8::1", false},
          {"2001:db8::1", "2001:DB8:0::1", true},
          {"[2001:db8::1]", "2001:db8::1", true},
          {"fd00::/8", "fdab::7", true},
          {"fd00::/8", "fe80::7", false}});
}

// Nothing is looked up: that would tell the local resolver what only the proxy may know.
TEST(NoProxy, ComparesNamesWithNamesOnly) {
  expect({{"127.0.0.0/8", "localhost", false},
          {"localhost", "127.0.0.1", false},
          {"1", "192.0.2.1", false}});
}

TEST(NoProxy, TakesAPortForThisPortOnly) {
  expect({{"corp.example:8443", "corp.example", false, 443},
          {"corp.example:8443", "git.corp.example", true, 8443},
          {"192.0.2.1:443", "192.0.2.1", true, 443},
          {"10.0.0.0/8:443", "10.1.1.1", true, 443},
          {"10.0.0.0/8:443", "10.1.1.1", false, 80},
          {"[::1]:8443", "::1", true, 8443},
          {"[::1]:8443", "::1", false, 443},
          {"[::1]x443", "::1", false, 443},
          {"[fd00::]/8", "fd00::", false, 8},
          {"*:8443", "any.example", true, 8443},
          {"*:8443", "any.example", false, 443}});
}

TEST(NoProxy, CoversNothingByAnEntryThatIsNone) {
  expect({{"10.0.0.0/33", "10.0.0.1", false},
          {"corp.example:port", "corp.example", false},
          {"corp.example:", "corp.example", false},
          {"corp.example:0", "corp.example", false},
          {"[::1", "127.0.0.1", false},
          {"[", "slack.example", false},
          {"[]:443", "slack.example", false},
          {":443", "slack.example", false},
          {".", "slack.example", false},
          {"*.", "slack.example", false},
          {"/8", "10.0.0.1", false}});
}

}  // namespace
}  // namespace latchkey::http
