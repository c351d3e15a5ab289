#pragma once

#include "core/ports/journal.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace latchkey {

/// Works on the jobs that stand at one step, in the order of their arrival and at most so many at
/// a time. Those that wait for the same thing, such as a channel's turn to post, have a share of
/// the places, so that they keep nobody else waiting. Some of the others wait in memory and the
/// rest in the journal, so a flood costs disk and patience only. It goes before the executor's
/// context ends; `journal` outlives it.
class JobQueue {
 public:
  /// Brings a job to its next step, or to its end. An exception that leaves it is a bug: it is
  /// logged and ends that job, which would fail again.
  using Work = std::function<boost::asio::awaitable<void>(Job)>;

  /// Names what the job will wait for.
  using ShareOf = std::function<std::string(const Job&)>;
  struct Places {
    std::size_t all = 0;
    std::size_t per_share = 0;
  };
  /// So many jobs wait in memory. Where that many of one share stand before a job of another, it
  /// waits for them.
  static constexpr std::size_t k_most_looked_at = 256;

  JobQueue(boost::asio::any_io_executor executor, Journal& journal, JobStep step, Places places,
           ShareOf share_of, Work work);

  /// A job that has just come to this step: begins at once where there is a place for it. Who knows
  /// its share already saves reading the job for it.
  void offer(Job job, std::optional<std::string> share = {});
  /// Looks into the journal for what nobody offered: the jobs of a process that has ended.
  void look_for_work();
  /// Something more urgent has begun, and much of its kind is under way: until the way is free, a
  /// job is begun for every eighth call only. What runs already goes on.
  void make_way();
  void way_is_free();
  /// Begins nothing more. What runs goes on; what waits stays in the journal.
  void stop();

  [[nodiscard]] std::size_t running() const { return running_.size(); }
  /// How far the oldest job that waits is behind this one, by number. 0 where nothing waits.
  [[nodiscard]] long long behind(long long newest) const;
  /// How many jobs wait for a place: where some stand in the journal alone, at most so many, given
  /// the number of the newest job of all.
  [[nodiscard]] long long waiting(long long newest) const;
  /// Something is running, or would be begun.
  [[nodiscard]] bool busy() const;
  /// Returns as soon as it is not busy.
  boost::asio::awaitable<void> idle();

 private:
  struct Waiting {
    Job job;
    std::string share;
  };

  [[nodiscard]] bool has_place() const;
  [[nodiscard]] bool has_place_for(const Waiting& waiting) const;
  void add(Job job, std::optional<std::string> share = {});
  void begin(Waiting next);
  void ended(long long number);
  void fill();
  boost::asio::awaitable<void> run(Job job);
  boost::asio::awaitable<void> fetch();

  boost::asio::any_io_executor executor_;
  Journal& journal_;
  JobStep step_;
  Places places_;
  ShareOf share_of_;
  Work work_;
  /// The share of each, by its number.
  std::map<long long, std::string> running_;
  std::map<std::string, std::size_t> running_in_share_;
  /// In the order of their arrival; less than twice `k_most_looked_at`.
  std::deque<Waiting> next_;
  /// The journal may hold jobs that are neither running nor in `next_`.
  bool more_in_journal_ = false;
  bool fetching_ = false;
  bool others_first_ = false;
  int others_ = 0;  // that were made way for
  bool may_begin_one_ = false;
  bool stopped_ = false;
  std::optional<long long> newest_begun_;
  /// Never expires; cancelled to wake whoever waits in `idle`.
  boost::asio::steady_timer none_left_;
  boost::asio::steady_timer pause_;
};

/// Keeps the progress, trying again for as long as the store has trouble: what was done must not
/// be done again because nobody remembers it.
boost::asio::awaitable<void> keep(Journal& journal, JobProgress progress);

}  // namespace latchkey
