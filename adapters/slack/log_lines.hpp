#pragma once

#include "adapters/slack/frame.hpp"
#include "adapters/slack/slack.hpp"
#include "core/base/error.hpp"

#include <chrono>
#include <cstddef>
#include <exception>
#include <string>

/// Everything that the Slack adapter writes into the log, as sentences for an operator. None of it
/// holds a token, a connection's URL or anything that a person typed.
namespace latchkey::slack::log_lines {

std::string connected(const Hello& hello, const ConnectionState& state);
/// Slack counts more connections than the `ours` we hold.
std::string more_connections(long long counted, long long ours);
/// Slack counts more than all that share the store can have.
std::string more_than_all_hold(long long counted, long long at_most);
std::string replaced(const Disconnect& disconnect);
std::string too_many_connections(std::chrono::milliseconds wait);
std::string switched_off(std::chrono::milliseconds wait);
std::string connection_ended(const Error& error, std::chrono::milliseconds wait);
std::string not_opened(const Error& error, std::chrono::milliseconds wait);
std::string malformed(int count, const std::string& why);
std::string unknown_type(int count, const std::string& what);
std::string ignored(const std::string& why);
std::string not_accepted(const Error& error);
std::string left_to_slack(int count, std::size_t in_flight);
std::string ack_not_sent(int count, const Error& error);
std::string mistake_of_ours(const std::exception_ptr& bug);

}  // namespace latchkey::slack::log_lines
