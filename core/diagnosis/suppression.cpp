#include "core/diagnosis/suppression.hpp"

namespace latchkey {

std::string list_name(SuppressionList list) {
  switch (list) {
    case SuppressionList::bounces: return "the bounce list";
    case SuppressionList::complaints: return "the complaint list";
    case SuppressionList::unsubscribes: return "the unsubscribe list";
  }
  return "a suppression list";
}

}  // namespace latchkey
