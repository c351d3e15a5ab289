#pragma once

#include "adapters/http/http_client.hpp"
#include "adapters/oncall/pagerduty.hpp"
#include "core/base/expected.hpp"

#include <boost/asio/awaitable.hpp>

namespace latchkey::oncall {

// What can be known about opening incidents without opening one. `http` outlives the questions.

/// Does a PagerDuty user have the address `PagerDutyOptions::from`?
boost::asio::awaitable<Expected<bool>> is_user(PagerDutyOptions options, http::Client& http);

/// May the key write, in the name of `from`? Asked by a change of an incident that cannot exist, so
/// nothing is changed. `refused` for a read-only key, `invalid` where PagerDuty takes no request
/// from that user.
boost::asio::awaitable<Expected<void>> may_write(PagerDutyOptions options, http::Client& http);

}  // namespace latchkey::oncall
