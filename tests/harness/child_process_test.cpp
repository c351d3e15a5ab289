#include "tests/harness/child_process.hpp"

#include <gtest/gtest.h>
#include <csignal>

#include <cerrno>
#include <stdexcept>

namespace latchkey::harness {
namespace {

using std::chrono::seconds;

TEST(ChildProcess, GivesItsLinesAndItsExitStatus) {
  ChildProcess child{{"bash", "-c", "echo \"$GREETING\"; printf last; exit 3"},
                     {{"GREETING", "hello there"}}};
  EXPECT_EQ(child.next_line(seconds{60}), "hello there");
  EXPECT_EQ(child.next_line(seconds{60}), "last");
  EXPECT_EQ(child.next_line(seconds{60}), std::nullopt);
  EXPECT_EQ(child.wait(seconds{60}), 3);
}

TEST(ChildProcess, SkipsTheLinesBeforeTheOneThatIsWaitedFor) {
  ChildProcess child{{"bash", "-c", "echo one; echo ready on 4711; echo three"}};
  EXPECT_EQ(child.wait_for_line("ready"), "ready on 4711");
}

TEST(ChildProcess, SaysThatAProgramEndedBeforeItWasReady) {
  ChildProcess child{{"bash", "-c", "echo sorry"}};
  EXPECT_THROW(child.wait_for_line("ready"), std::runtime_error);
}

TEST(ChildProcess, TellsASignalAsAShellDoes) {
  ChildProcess child{{"bash", "-c", "echo ready; exec sleep 600"}};
  child.wait_for_line("ready");
  child.send_signal(SIGKILL);
  EXPECT_EQ(child.wait(seconds{60}), 128 + SIGKILL);
}

TEST(ChildProcess, EndsWithItsObject) {
  int pid = 0;
  {
    ChildProcess child{{"bash", "-c", "echo ready; exec sleep 600"}};
    child.wait_for_line("ready");
    pid = child.pid();
  }
  EXPECT_EQ(kill(pid, 0), -1);
  EXPECT_EQ(errno, ESRCH);
}

}  // namespace
}  // namespace latchkey::harness
