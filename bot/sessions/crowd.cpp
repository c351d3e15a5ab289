#include "bot/sessions/crowd.hpp"

namespace latchkey {

bool Crowd::is_to_be_told(bool too_many, SteadyTime now) {
  if (!too_many) {
    since_.reset();
    told_ = false;
    return false;
  }
  if (!since_) since_ = now;
  if (told_ || now - *since_ <= lease_) return false;
  told_ = true;
  return true;
}

}  // namespace latchkey
