#include "adapters/slack/reply_url_uses.hpp"

#include <chrono>
#include <functional>

namespace latchkey::slack {
namespace {

constexpr int k_most_uses = 5;
constexpr std::chrono::minutes k_lives{30};
constexpr std::size_t k_most_urls = 1'000;

std::size_t digest_of(const std::string& url) {
  return std::hash<std::string>{}(url);
}

}  // namespace

bool ReplyUrlUses::take(const std::string& url, TimePoint now) {
  const auto digest = digest_of(url);
  const auto [entry, is_new] = uses_.try_emplace(digest, Uses{.first = now});
  auto& uses = entry->second;
  if (uses.count >= k_most_uses || now - uses.first > k_lives) return false;
  ++uses.count;
  if (is_new) {
    order_.push_back(digest);
    if (order_.size() > k_most_urls) {
      uses_.erase(order_.front());
      order_.pop_front();
    }
  }
  return true;
}

void ReplyUrlUses::give_back(const std::string& url) {
  const auto entry = uses_.find(digest_of(url));
  if (entry != uses_.end()) --entry->second.count;
}

}  // namespace latchkey::slack
