#include "adapters/http/transport_error.hpp"

#include <gtest/gtest.h>
#include <boost/asio/error.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/error.hpp>

namespace latchkey::http {
namespace {

namespace beast = boost::beast;

const Deadline k_three_seconds{std::chrono::seconds{3}};

ErrorKind kind(boost::system::error_code error, Stage stage, Effect effect = Effect::none) {
  return transport_error("Mailgun", error, stage, k_three_seconds, effect).kind;
}

std::string late_words(Stage stage, Effect effect = Effect::none) {
  return transport_error("Mailgun", beast::error::timeout, stage, k_three_seconds, effect).what;
}

// The rules of Client::send, a row each: mixing these up either repeats a customer's mail or gives
// up on one that never left.
TEST(TransportError, DependsOnHowFarTheExchangeHadCome) {
  const boost::system::error_code late = beast::error::timeout;
  const boost::system::error_code cut = boost::asio::error::connection_reset;
  EXPECT_EQ(kind(late, Stage::connecting), ErrorKind::timed_out);
  EXPECT_EQ(kind(late, Stage::sending), ErrorKind::timed_out);
  EXPECT_EQ(kind(late, Stage::awaiting_answer), ErrorKind::timed_out);
  EXPECT_EQ(kind(late, Stage::reading_answer), ErrorKind::timed_out);
  EXPECT_EQ(kind(cut, Stage::connecting), ErrorKind::unreachable);
  EXPECT_EQ(kind(cut, Stage::sending), ErrorKind::unreachable);
  EXPECT_EQ(kind(cut, Stage::awaiting_answer), ErrorKind::unreachable);
  EXPECT_EQ(kind(cut, Stage::reading_answer), ErrorKind::unreachable);
}

TEST(TransportError, IsUncertainOnceWhatChangesSomethingHasLeft) {
  const boost::system::error_code late = beast::error::timeout;
  const boost::system::error_code cut = boost::asio::error::connection_reset;
  EXPECT_EQ(kind(late, Stage::connecting, Effect::possible), ErrorKind::timed_out);
  EXPECT_EQ(kind(late, Stage::sending, Effect::possible), ErrorKind::timed_out);
  EXPECT_EQ(kind(cut, Stage::sending, Effect::possible), ErrorKind::unreachable);
  for (const auto stage : {Stage::awaiting_answer, Stage::reading_answer}) {
    EXPECT_EQ(kind(late, stage, Effect::possible), ErrorKind::uncertain);
    EXPECT_EQ(kind(cut, stage, Effect::possible), ErrorKind::uncertain);
  }
}

TEST(TransportError, TellsAnAnswerThatIsNoHttpFromACutOne) {
  EXPECT_EQ(kind(beast::http::error::bad_version, Stage::awaiting_answer),
            ErrorKind::misunderstood);
  EXPECT_EQ(kind(beast::http::error::body_limit, Stage::reading_answer), ErrorKind::misunderstood);
  EXPECT_EQ(kind(beast::http::error::end_of_stream, Stage::awaiting_answer),
            ErrorKind::unreachable);
  EXPECT_EQ(kind(beast::http::error::partial_message, Stage::reading_answer, Effect::possible),
            ErrorKind::uncertain);
}

// What cannot be read is an answer all the same: the request had arrived.
TEST(TransportError, IsUncertainWhereTheAnswerToAChangeCannotBeRead) {
  for (const auto error : {beast::http::error::bad_version, beast::http::error::body_limit}) {
    EXPECT_EQ(kind(error, Stage::reading_answer, Effect::possible), ErrorKind::uncertain);
  }
}

// "No answer" alone leaves an operator guessing whether to look at a firewall or at the system.
TEST(TransportError, SaysWhichLimitHasPassed) {
  EXPECT_EQ(late_words(Stage::connecting), "Mailgun: no connection within 3 s");
  EXPECT_EQ(late_words(Stage::sending), "Mailgun did not take the request within 3 s");
  EXPECT_EQ(late_words(Stage::awaiting_answer), "Mailgun did not begin to answer within 3 s");
  EXPECT_EQ(late_words(Stage::reading_answer), "Mailgun did not finish its answer within 3 s");
  EXPECT_EQ(late_words(Stage::awaiting_answer, Effect::possible),
            "Mailgun did not begin to answer within 3 s; what was sent may have taken effect");
}

}  // namespace
}  // namespace latchkey::http
