#pragma once

#include "core/ports/journal.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::doubles {

/// A journal in memory.
class FakeJournal final : public Journal {
 public:
  std::map<long long, Job> jobs;
  /// Every call fails with it so many times, where set.
  std::optional<Error> trouble;
  int troubles_left = 0;
  int readings = 0;

  Job add(JobStep step) {
    const auto number = static_cast<long long>(jobs.size()) + 1;
    jobs[number] = {.number = number, .id = "job" + std::to_string(number), .step = step};
    return jobs[number];
  }

  boost::asio::awaitable<Expected<std::optional<Job>>> take(std::string dedupe_key,
                                                            std::string request,
                                                            TimePoint at) override {
    if (in_trouble()) co_return *trouble;
    for (const auto& [number, job] : jobs) {
      if (job.id == dedupe_key) co_return std::optional<Job>{};
    }
    auto& job = jobs[add(JobStep::received).number];
    job.id = std::move(dedupe_key);
    job.request = std::move(request);
    job.received_at = at;
    job.ours_alone = true;
    co_return std::optional<Job>{job};
  }
  boost::asio::awaitable<Expected<void>> advance(JobProgress progress) override {
    if (in_trouble()) co_return *trouble;
    jobs[progress.number].step = progress.step;
    jobs[progress.number].state = std::move(progress.state);
    co_return Expected<void>{};
  }
  boost::asio::awaitable<Expected<std::vector<Job>>> standing_at(JobStep step,
                                                                 std::size_t most) override {
    ++readings;
    if (in_trouble()) co_return *trouble;
    std::vector<Job> found;
    for (const auto& [number, job] : jobs) {
      if (job.step == step && found.size() < most) found.push_back(job);
    }
    co_return found;
  }

 private:
  bool in_trouble() { return trouble && troubles_left-- > 0; }
};

}  // namespace latchkey::doubles
