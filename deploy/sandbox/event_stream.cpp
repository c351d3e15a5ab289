#include "deploy/sandbox/event_stream.hpp"

namespace latchkey::sandbox {
namespace {

// About a minute of a very busy workspace; a page that lags further had better reload.
constexpr std::size_t k_queued_events = 1000;

}  // namespace

std::shared_ptr<EventClient> EventStream::subscribe(const std::string& user) {
  auto client = std::make_shared<EventClient>();
  client->user = user;
  clients_.push_back(client);
  return client;
}

void EventStream::publish(const Json& event, const MaySee& may_see) {
  std::erase_if(clients_, [](const auto& client) { return client.expired(); });
  const std::string text = "data: " + to_line(event) + "\n\n";
  for (const auto& weak : clients_) {
    const auto client = weak.lock();
    if (!client || client->overflowed || !may_see(client->user)) continue;
    if (client->queue.size() >= k_queued_events) {
      client->overflowed = true;
    } else {
      client->queue.push_back(text);
    }
    if (client->wake) client->wake();
  }
}

void EventStream::publish_to(const std::string& user, const Json& event) {
  publish(event, [&](const std::string& reader) { return reader == user; });
}

void EventStream::publish_to_all(const Json& event) {
  publish(event, [](const std::string&) { return true; });
}

}  // namespace latchkey::sandbox
