#include "adapters/http/http_client.hpp"
#include "tests/doubles/await.hpp"

#include <gtest/gtest.h>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>

#include <chrono>
#include <string>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// On loopback, with room for two kilobytes that nobody has read yet.
void listen_with_little_room(tcp::acceptor& acceptor) {
  acceptor.open(tcp::v4());
  acceptor.set_option(asio::socket_base::receive_buffer_size{2048});
  acceptor.bind({asio::ip::address_v4::loopback(), 0});
  acceptor.listen();
}

// Of a message that was given up and posted again, a slow server would otherwise read both.
TEST(GivenUpRequest, IsNotSentToItsEnd) {
  asio::io_context server;
  tcp::acceptor acceptor{server};
  listen_with_little_room(acceptor);
  asio::io_context io{1};
  const auto client = create_client(io.get_executor(), {});
  Request request{.method = Method::post,
                  .url = "http://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port())};
  request.body = std::string(20'000, 'x');
  request.deadline = std::chrono::milliseconds{200};
  auto sending = client->send("Upstream", std::move(request));
  ASSERT_FALSE(doubles::await(std::move(sending), io));

  auto late = acceptor.accept();
  std::string received;
  boost::system::error_code end;
  asio::read(late, asio::dynamic_buffer(received), end);
  EXPECT_EQ(end, asio::error::connection_reset) << end.message();
  EXPECT_LT(received.size(), 20'000U);
}

}  // namespace
}  // namespace latchkey::http
