#pragma once

#include "bot/status/readiness.hpp"
#include "bot/watch/asked_systems.hpp"
#include "bot/watch/figures.hpp"
#include "bot/watch/newest_diagnoses.hpp"
#include "core/base/time.hpp"

#include <deque>
#include <map>
#include <string>

namespace latchkey::watch {

/// Everything that the page for people says.
struct Overview {
  status::Readiness readiness;
  Figures figures = {};
  /// By the system's name.
  std::map<std::string, LastFailure> last_failures = {};
  /// Newest first.
  std::deque<SeenDiagnosis> newest = {};
  std::string version = {};
  TimePoint started_at = {};
  TimePoint now = {};
};

/// How it goes, in a sentence, and whether that is good.
struct Verdict {
  enum class Mood { good, poorer, bad };
  Mood mood = Mood::good;
  /// "All is well"
  std::string headline;
  /// What follows from it, and what to look at.
  std::string sentence;
};
Verdict verdict_on(const Overview& overview);

/// One HTML page that needs nothing else, no script either, and looks at itself again every quarter
/// of a minute. What others said is text in it.
std::string overview_page(const Overview& overview);

/// Lets a browser apply the page's own style and load nothing at all.
std::string overview_policy();

}  // namespace latchkey::watch
