#include "adapters/slack/ourselves.hpp"

namespace latchkey::slack {

boost::asio::awaitable<Expected<Identity>> Ourselves::identity() {
  if (known_) co_return *known_;
  auto self = co_await who_am_i(client_);
  if (self) known_ = *self;
  co_return self;
}

}  // namespace latchkey::slack
