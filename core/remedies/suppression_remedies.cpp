#include "core/remedies/suppression_remedies.hpp"

namespace latchkey {

std::optional<SuppressionList> lifted_list(RemedyId remedy) {
  switch (remedy) {
    case RemedyId::lift_suppression: return SuppressionList::bounces;
    case RemedyId::lift_complaint: return SuppressionList::complaints;
    case RemedyId::lift_unsubscribe: return SuppressionList::unsubscribes;
    default: return std::nullopt;
  }
}

std::optional<SuppressionList> returned_list(RemedyId remedy) {
  switch (remedy) {
    case RemedyId::put_back_bounce: return SuppressionList::bounces;
    case RemedyId::put_back_complaint: return SuppressionList::complaints;
    case RemedyId::put_back_unsubscribe: return SuppressionList::unsubscribes;
    default: return std::nullopt;
  }
}

RemedyId lift_of(SuppressionList list) {
  switch (list) {
    case SuppressionList::bounces: return RemedyId::lift_suppression;
    case SuppressionList::complaints: return RemedyId::lift_complaint;
    case SuppressionList::unsubscribes: return RemedyId::lift_unsubscribe;
  }
  return RemedyId::lift_suppression;
}

RemedyId put_back_of(SuppressionList list) {
  switch (list) {
    case SuppressionList::bounces: return RemedyId::put_back_bounce;
    case SuppressionList::complaints: return RemedyId::put_back_complaint;
    case SuppressionList::unsubscribes: return RemedyId::put_back_unsubscribe;
  }
  return RemedyId::put_back_bounce;
}

bool is_against_wish(RemedyId remedy) {
  return remedy == RemedyId::lift_complaint || remedy == RemedyId::lift_unsubscribe;
}

}  // namespace latchkey
