#include "adapters/http/in_flight_limit.hpp"

#include "tests/doubles/await.hpp"

#include <gtest/gtest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
using Place = InFlightLimit::Place;

/// Two places, two who wait.
class InFlightLimitTest : public testing::Test {
 protected:
  /// Somebody who wants a place; those who got one are kept in the order in which they did.
  void comes(const std::string& name, std::chrono::milliseconds patience = std::chrono::hours{1}) {
    asio::co_spawn(io_, waits(name, patience), asio::detached);
    run();
  }
  void comes_cancellable(const std::string& name, asio::cancellation_signal& signal) {
    asio::co_spawn(io_, waits(name, std::chrono::hours{1}),
                   asio::bind_cancellation_slot(signal.slot(), asio::detached));
    run();
  }
  void leaves(const std::string& name) {
    for (auto& [who, place] : places_) {
      if (who == name) place.reset();
    }
    run();
  }
  [[nodiscard]] std::string entered() const {
    std::string names;
    for (const auto& [who, place] : places_) names += who;
    return names;
  }
  void run() {
    io_.restart();
    io_.poll();
  }

  std::optional<InFlightLimit> limit_{std::in_place, InFlightLimit::Options{2, 2}};
  std::vector<std::pair<std::string, std::unique_ptr<Place>>> places_;
  std::vector<Error> refused_;
  asio::io_context io_{1};

 private:
  asio::awaitable<void> waits(std::string name, std::chrono::milliseconds patience) {
    const Deadline until{patience};
    auto place = co_await limit_->enter("Mailgun", until);
    if (place) {
      places_.emplace_back(name, std::make_unique<Place>(std::move(*place)));
    } else {
      refused_.push_back(place.error());
    }
  }
};

TEST_F(InFlightLimitTest, LetsSoManyInAtOnceAndTheOthersInOrder) {
  for (const auto* name : {"a", "b", "c", "d"}) comes(name);
  EXPECT_EQ(entered(), "ab");
  leaves("b");
  EXPECT_EQ(entered(), "abc");
  leaves("a");
  EXPECT_EQ(entered(), "abcd");
}

// A place is handed over: otherwise who comes in between would overtake for ever.
TEST_F(InFlightLimitTest, LetsNobodyOvertake) {
  for (const auto* name : {"a", "b", "c"}) comes(name);
  places_.front().second.reset();
  comes("d");
  EXPECT_EQ(entered(), "abc");
}

TEST_F(InFlightLimitTest, RefusesWhoeverComesWhenTooManyWait) {
  for (const auto* name : {"a", "b", "c", "d", "e"}) comes(name);
  ASSERT_EQ(refused_.size(), 1U);
  EXPECT_EQ(refused_[0].kind, ErrorKind::rate_limited);
  EXPECT_EQ(refused_[0].what, "Mailgun: not asked, 2 requests are under way and 2 wait already");
}

TEST_F(InFlightLimitTest, RefusesWhoeverHasWaitedTooLong) {
  comes("a");
  comes("b");
  comes("c", std::chrono::milliseconds{0});
  io_.restart();
  while (refused_.empty()) io_.run_one();
  EXPECT_EQ(refused_[0].kind, ErrorKind::timed_out);
  EXPECT_EQ(refused_[0].what, "Mailgun: not asked, 2 other requests were under way for 0 ms");
  leaves("a");
  comes("d");
  EXPECT_EQ(entered(), "abd") << "who gave up holds no place";
}

TEST_F(InFlightLimitTest, ForgetsWhoeverIsCancelled) {
  asio::cancellation_signal signal;
  comes("a");
  comes("b");
  comes_cancellable("c", signal);
  comes("d");
  signal.emit(asio::cancellation_type::terminal);
  run();
  leaves("a");
  EXPECT_EQ(entered(), "abd");
}

// In one turn of the loop, the place is given and who was to get it is gone.
TEST_F(InFlightLimitTest, LosesNoPlaceThatWasGivenToSomebodyWhoIsGone) {
  {
    asio::io_context other;
    const auto gone = [this]() -> asio::awaitable<void> {
      const Deadline until{std::chrono::hours{1}};
      co_await limit_->enter("Mailgun", until);
    };
    comes("a");
    comes("b");
    asio::co_spawn(other, gone(), asio::detached);
    other.poll();
    places_.front().second.reset();  // given to the one who never wakes
  }
  comes("c");
  EXPECT_EQ(entered(), "abc");
}

// As the program ends: the client goes first, what waits in the io_context afterwards.
TEST_F(InFlightLimitTest, SurvivesTheEndOfTheProgram) {
  for (const auto* name : {"a", "b", "c", "d"}) comes(name);
  limit_.reset();
}

}  // namespace
}  // namespace latchkey::http
