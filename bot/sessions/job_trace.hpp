#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <string>

namespace latchkey {

/// What the lines of the log that belong together have in common. Opaque, as messages carry it.
struct JobTrace {
  /// The job (`Job::id`), or whatever else is worked on by itself.
  std::string id;
  /// The diagnosis that it is about (`DiagnosisRecord::id`). Empty where there is none, or none
  /// yet.
  std::string diagnosis = {};
};

/// The same executor for one job: whatever runs on it finds `trace` as `current_trace()`, and so
/// does everything that it waits for, without having to be told.
boost::asio::any_io_executor traced(boost::asio::any_io_executor executor, JobTrace trace);

/// What this thread works on just now; null where it is no job.
const JobTrace* current_trace();

/// The job that is worked on turns out to be about this diagnosis.
void is_about(const std::string& diagnosis);

}  // namespace latchkey
