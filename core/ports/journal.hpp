#pragma once

#include "core/base/expected.hpp"
#include "core/base/time.hpp"
#include "core/ports/diagnosis_record.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace latchkey {

/// How far a job has come. After a crash it goes on from there.
enum class JobStep {
  received,  ///< it is ours; nothing was shown yet, or nobody knows
  opened,    ///< a message says that it is being worked on
  answered,  ///< the answer is known; some of it may be shown already
  done
};

/// Something that somebody asked for, from its acknowledgement to its end.
struct Job {
  /// In the order of arrival.
  long long number = 0;
  /// Opaque, the same for the same dedupe key. Messages carry it, so it holds nothing of a
  /// customer.
  std::string id;
  TimePoint received_at;
  JobStep step = JobStep::received;
  /// What was asked, in the words of whoever wrote it down.
  std::string request;
  /// What has to be known to go on from `step`, likewise.
  std::string state = {};
  /// This process took it on, so that none before it can have shown anything of it.
  bool ours_alone = false;
  /// Else: when this process found it, and whoever had it before did nothing for it any more.
  std::chrono::steady_clock::time_point found_at = {};
};

/// That a job has come further.
struct JobProgress {
  long long number = 0;
  JobStep step = JobStep::done;
  std::string state = {};
  /// Kept in the same transaction, and entered in the record: as a question with `opened`, as its
  /// answer with `answered`.
  std::optional<DiagnosisRecord> diagnosis = {};
};

/// The work that was taken on, safe before it is acknowledged. Each call is on disk when it
/// returns; calls that come together share one commit. Errors: `unavailable` where the store is
/// full, locked or damaged, `timed_out` where it does not answer.
class Journal {
 public:
  virtual ~Journal() = default;

  /// Takes a job on. Nothing where one with this key was taken on before and is not forgotten yet.
  virtual boost::asio::awaitable<Expected<std::optional<Job>>> take(std::string dedupe_key,
                                                                    std::string request,
                                                                    TimePoint at) = 0;

  /// Keeps how far a job has come. With `done` its request and state are forgotten. `not_found`
  /// where there is no such job (any more), it was given up, or another process has it.
  virtual boost::asio::awaitable<Expected<void>> advance(JobProgress progress) = 0;

  /// The oldest jobs that stand at this step and that no other process works on (replicas.hpp);
  /// this one does from here on.
  virtual boost::asio::awaitable<Expected<std::vector<Job>>> standing_at(JobStep step,
                                                                         std::size_t most) = 0;
};

}  // namespace latchkey
