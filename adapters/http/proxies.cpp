#include "adapters/http/proxies.hpp"

#include <utility>

namespace latchkey::http {

struct Proxies::Shared {
  std::shared_ptr<const ProxySettings> now;
  ReadAgain read_again;
};

Proxies::Proxies() : Proxies({}, [] { return std::nullopt; }) {}

Proxies::Proxies(ProxySettings settings, ReadAgain read_again)
    : shared_(std::make_shared<Shared>(Shared{
          std::make_shared<const ProxySettings>(std::move(settings)), std::move(read_again)})) {}

std::shared_ptr<const ProxySettings> Proxies::now() const {
  return shared_->now;
}

void Proxies::renew() const {
  auto newest = shared_->read_again();
  if (newest) shared_->now = std::make_shared<const ProxySettings>(*std::move(newest));
}

std::shared_ptr<const ProxySettings> Proxies::other_than(const ProxySettings& used) const {
  if (shared_->now.get() == &used) renew();
  return same_proxy(*shared_->now, used) ? nullptr : shared_->now;
}

}  // namespace latchkey::http
