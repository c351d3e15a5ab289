#include "adapters/http/transport_error.hpp"

#include <gtest/gtest.h>
#include <boost/asio/error.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/error.hpp>

namespace latchkey::http {
namespace {

namespace beast = boost::beast;

ErrorKind kind(boost::system::error_code error, Stage stage) {
  return transport_error("Mailgun", error, stage).kind;
}

// The rules of Client::send, a row each: mixing these up either repeats a customer's mail or gives
// up on one that never left.
TEST(TransportError, DependsOnHowFarTheExchangeHadCome) {
  const boost::system::error_code late = beast::error::timeout;
  const boost::system::error_code cut = boost::asio::error::connection_reset;
  EXPECT_EQ(kind(late, Stage::connecting), ErrorKind::timed_out);
  EXPECT_EQ(kind(late, Stage::sending), ErrorKind::timed_out);
  EXPECT_EQ(kind(late, Stage::awaiting_answer), ErrorKind::timed_out);
  EXPECT_EQ(kind(late, Stage::awaiting_outcome), ErrorKind::uncertain);
  EXPECT_EQ(kind(cut, Stage::connecting), ErrorKind::unreachable);
  EXPECT_EQ(kind(cut, Stage::sending), ErrorKind::unreachable);
  EXPECT_EQ(kind(cut, Stage::awaiting_answer), ErrorKind::unreachable);
  EXPECT_EQ(kind(cut, Stage::awaiting_outcome), ErrorKind::uncertain);
}

TEST(TransportError, TellsAnAnswerThatIsNoHttpFromACutOne) {
  EXPECT_EQ(kind(beast::http::error::bad_version, Stage::awaiting_answer),
            ErrorKind::misunderstood);
  EXPECT_EQ(kind(beast::http::error::body_limit, Stage::awaiting_outcome),
            ErrorKind::misunderstood);
  EXPECT_EQ(kind(beast::http::error::end_of_stream, Stage::awaiting_answer),
            ErrorKind::unreachable);
  EXPECT_EQ(kind(beast::http::error::partial_message, Stage::awaiting_outcome),
            ErrorKind::uncertain);
}

TEST(TransportError, NamesTheSystemInASentence) {
  const auto error = transport_error("Mailgun", beast::error::timeout, Stage::awaiting_answer);
  EXPECT_EQ(error.what, "Mailgun gave no answer in time");
}

}  // namespace
}  // namespace latchkey::http
