#include "tests/laboratory/frame_faults.hpp"

#include "tests/laboratory/websocket_frames.hpp"

#include <algorithm>
#include <utility>

namespace latchkey::laboratory {
namespace {

bool is_envelope(const std::string& frame) {
  return is_text(frame) && frame.find("\"envelope_id\"") != std::string::npos;
}

class Reordering final : public FrameFault {
 public:
  explicit Reordering(Random& random) : random_(random) {}

  std::vector<std::string> pass(std::string frame) override {
    constexpr std::size_t k_shuffled_together = 4;
    if (!is_envelope(frame)) return {std::move(frame)};
    kept_.push_back(std::move(frame));
    return kept_.size() < k_shuffled_together ? std::vector<std::string>{} : release();
  }

  [[nodiscard]] bool keeps_some() const override { return !kept_.empty(); }

  std::vector<std::string> release() override {
    // Reversed first: of two, which is what comes together most often, a shuffle would leave half.
    std::reverse(kept_.begin(), kept_.end());
    if (kept_.size() > 2) std::shuffle(kept_.begin(), kept_.end(), random_.source());
    return std::exchange(kept_, {});
  }

 private:
  Random& random_;
  std::vector<std::string> kept_;
};

class Corrupting final : public FrameFault {
 public:
  explicit Corrupting(Random& random) : random_(random) {}

  std::vector<std::string> pass(std::string frame) override {
    if (!is_text(frame) || !random_.one_in(3)) return {std::move(frame)};
    const std::size_t head = payload_at(frame);
    const std::size_t place = random_.between(head, frame.size() - 1);
    switch (random_.between(1, 3)) {
      case 1: return {text_frame(std::string_view{frame}.substr(head, place - head))};
      case 2: frame[place] = static_cast<char>(frame[place] ^ 0x80); break;  // not UTF-8
      default: frame[0] = static_cast<char>(frame[0] ^ 0x40);                // a reserved bit
    }
    return {std::move(frame)};
  }

 private:
  Random& random_;
};

}  // namespace

std::unique_ptr<FrameFault> reordering(Random& random) {
  return std::make_unique<Reordering>(random);
}

std::unique_ptr<FrameFault> corrupting(Random& random) {
  return std::make_unique<Corrupting>(random);
}

}  // namespace latchkey::laboratory
