#include "tests/bench/peers/endpoint/ledger.hpp"

namespace latchkey::bench {

void Ledger::begin(Number first) {
  first_ = first;
  fates_.clear();
  steps_.clear();
  doubled_steps_ = 0;
}

Fate& Ledger::add() {
  return fates_.emplace_back();
}

Fate* Ledger::find(Number number) {
  if (number < first_ || number - first_ >= fates_.size()) return nullptr;
  return &fates_[number - first_];
}

void Ledger::note_step(const std::string& thread_and_metadata) {
  if (!steps_.insert(thread_and_metadata).second) ++doubled_steps_;
}

}  // namespace latchkey::bench
