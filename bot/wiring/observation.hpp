#pragma once

#include "bot/watch/asked_systems.hpp"
#include "bot/watch/metrics.hpp"
#include "bot/watch/newest_diagnoses.hpp"
#include "bot/watch/watched_store.hpp"
#include "core/base/clock.hpp"
#include "core/ports/store.hpp"

namespace latchkey {

/// Everything that looks on while the bot runs. It outlives what it looks at, but for the store.
struct Observation {
  /// Both outlive it.
  Observation(Store& kept, const Clock& with)
      : clock(with),
        started_at(with.now()),
        asked(metrics, with),
        store(kept, metrics, diagnoses, with) {}

  const Clock& clock;
  TimePoint started_at;
  watch::Metrics metrics;
  watch::NewestDiagnoses diagnoses;
  watch::AskedSystems asked;
  /// What is to be used in the kept store's place.
  watch::WatchedStore store;
};

}  // namespace latchkey
