#include "core/remedies/remedy_outcome.hpp"

namespace latchkey {

std::string_view to_string(RemedyOutcome outcome) {
  switch (outcome) {
    case RemedyOutcome::proposed: return "proposed";
    case RemedyOutcome::in_progress: return "in_progress";
    case RemedyOutcome::accepted: return "accepted";
    case RemedyOutcome::accepted_unproven: return "accepted_unproven";
    case RemedyOutcome::already_confirmed: return "already_confirmed";
    case RemedyOutcome::unknown_address: return "unknown_address";
    case RemedyOutcome::lifted: return "lifted";
    case RemedyOutcome::looked_up: return "looked_up";
    case RemedyOutcome::put_back: return "put_back";
    case RemedyOutcome::uncertain: return "uncertain";
    case RemedyOutcome::failed: return "failed";
    case RemedyOutcome::dry_run: return "dry_run";
  }
  return "";
}

bool may_have_taken_effect(RemedyOutcome outcome) {
  switch (outcome) {
    case RemedyOutcome::in_progress:
    case RemedyOutcome::accepted:
    case RemedyOutcome::accepted_unproven:
    case RemedyOutcome::lifted:
    case RemedyOutcome::looked_up:
    case RemedyOutcome::put_back:
    case RemedyOutcome::uncertain: return true;
    case RemedyOutcome::proposed:
    case RemedyOutcome::already_confirmed:
    case RemedyOutcome::unknown_address:
    case RemedyOutcome::failed:
    case RemedyOutcome::dry_run: return false;
  }
  return true;
}

}  // namespace latchkey
