#include "deploy/sandbox/delivery_log.hpp"

#include <utility>

namespace latchkey::sandbox {
namespace {

constexpr std::size_t k_remembered = 10000;  // enough for one test; the oldest fall off

}  // namespace

std::size_t DeliveryLog::add(std::string type) {
  if (entries_.size() == k_remembered) {
    entries_.pop_front();
    ++forgotten_;
  }
  entries_.push_back({.type = std::move(type), .sent_at = {}, .acknowledged_after = {}});
  return forgotten_ + entries_.size() - 1;
}

DeliveryLog::Entry* DeliveryLog::find(std::size_t number) {
  const bool known = number >= forgotten_ && number - forgotten_ < entries_.size();
  return known ? &entries_[number - forgotten_] : nullptr;
}

void DeliveryLog::sent(std::size_t number, TimePoint now) {
  Entry* entry = find(number);
  if (entry == nullptr) return;
  ++entry->sent;
  entry->sent_at = now;
}

void DeliveryLog::acknowledged(std::size_t number, TimePoint now) {
  Entry* entry = find(number);
  if (entry == nullptr) return;
  entry->acknowledged_after = std::chrono::floor<std::chrono::milliseconds>(now - entry->sent_at);
}

void DeliveryLog::missed(std::size_t number) {
  if (Entry* entry = find(number)) ++entry->missed;
}

Json DeliveryLog::entry(std::size_t number) const {
  if (number < forgotten_ || number - forgotten_ >= entries_.size()) return nullptr;
  const Entry& entry = entries_[number - forgotten_];
  Json shown{
      {"number", number}, {"type", entry.type}, {"sent", entry.sent}, {"missed", entry.missed}};
  shown["acknowledged_after_ms"] =
      entry.acknowledged_after ? Json(entry.acknowledged_after->count()) : Json(nullptr);
  return shown;
}

Json DeliveryLog::entries() const {
  Json all = Json::array();
  for (std::size_t i = 0; i < entries_.size(); ++i) all.push_back(entry(forgotten_ + i));
  return all;
}

}  // namespace latchkey::sandbox
