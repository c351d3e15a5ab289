#include "bot/wiring/try_accounts.hpp"

#include "tests/doubles/captured_log.hpp"
#include "tests/doubles/fake_account_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

namespace latchkey {
namespace {

using testing::SizeIs;

TEST(TryAccounts, WarnsOfEachThatCannotBeAskedAndOfNoOther) {
  doubles::FakeAccountDirectory portal;
  doubles::FakeAccountDirectory gitlab;
  gitlab.answer = Error{ErrorKind::refused, "GitLab.com: the token is not an administrator's"};
  doubles::FakeAccountDirectory last;
  const doubles::CapturedLog log;
  std::vector<ServiceSources> sources;
  for (auto* directory : {&portal, &gitlab, &last}) {
    sources.push_back({.service = {}, .accounts = directory});
  }
  boost::asio::io_context context{1};
  boost::asio::co_spawn(context, try_accounts(std::move(sources)), boost::asio::detached);
  context.run();
  EXPECT_EQ(log.text(),
            "warning: Accounts cannot be looked up, \"latchkey doctor\" says what to do: "
            "GitLab.com: the token is not an administrator's\n");
  EXPECT_THAT(last.asked, SizeIs(1));
}

}  // namespace
}  // namespace latchkey
