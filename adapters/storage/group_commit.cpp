#include "adapters/storage/group_commit.hpp"

#include <soci/soci.h>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <iterator>

namespace latchkey::storage {
namespace {

/// About ten milliseconds of work: nobody's commit waits longer for the others.
constexpr std::size_t k_most_together = 256;
/// What nine connections take on at most, and then some. A slow disk works on it for a second, so
/// whoever stands at the end is still within Slack's three.
constexpr std::size_t k_most_waiting = 8192;

}  // namespace

/// That these share the transaction which is under way.
class GroupCommit::UnderWay {
 public:
  UnderWay(GroupCommit& commits, const Batch& batch) : commits_(commits) {
    const std::lock_guard lock{commits_.under_way_mutex_};
    commits_.under_way_ = &batch;
  }
  ~UnderWay() {
    const std::lock_guard lock{commits_.under_way_mutex_};
    commits_.under_way_ = nullptr;
  }
  UnderWay(const UnderWay&) = delete;
  UnderWay& operator=(const UnderWay&) = delete;

 private:
  GroupCommit& commits_;
};

GroupCommit::GroupCommit(std::unique_ptr<Database> database, std::chrono::milliseconds patience)
    : database_(std::move(database)), patience_(patience), thread_([this] { serve(); }) {}

GroupCommit::~GroupCommit() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

bool GroupCommit::enqueue(std::shared_ptr<Piece> piece) {
  {
    const std::lock_guard lock{mutex_};
    if (waiting_.size() >= k_most_waiting) return false;
    if (piece->urgency != Urgency::with_others) ++urgent_;
    waiting_.push_back(std::move(piece));
  }
  changed_.notify_one();
  return true;
}

GroupCommit::Batch GroupCommit::next_batch() {
  std::unique_lock lock{mutex_};
  changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
  changed_.wait_for(lock, patience_, [this] { return stopping_ || urgent_ > 0; });
  const auto count = std::min(waiting_.size(), k_most_together);
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
  Batch batch{std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end)};
  waiting_.erase(waiting_.begin(), end);
  urgent_ -=
      static_cast<std::size_t>(std::count_if(batch.begin(), batch.end(), [](const auto& piece) {
        return piece->urgency != Urgency::with_others;
      }));
  return batch;
}

void GroupCommit::serve() {
  for (auto batch = next_batch(); !batch.empty(); batch = next_batch()) {
    std::erase_if(batch, [](const auto& piece) { return piece->abandoned.load(); });
    const auto alone = std::stable_partition(batch.begin(), batch.end(), [](const auto& piece) {
      return piece->urgency != Urgency::alone;
    });
    const Batch last{alone, batch.end()};
    batch.erase(alone, batch.end());
    if (!batch.empty()) {
      commit(batch);
      deliver(batch);
    }
    if (!last.empty()) {
      work_alone(last);
      deliver(last);
    }
  }
}

void GroupCommit::work_alone(const Batch& batch) {
  for (const auto& piece : batch) {
    try {
      database_->alone([&](soci::session& sql) { piece->work(sql); });
    } catch (...) {
      piece->failure = std::current_exception();
    }
  }
}

void GroupCommit::commit(const Batch& batch) {
  bool at_work = false;  // tells a failure of one's work from one of the transaction itself
  try {
    const UnderWay these{*this, batch};
    database_->in_transaction([&](soci::session& sql) {
      at_work = true;
      for (const auto& piece : batch) {
        // Of a second try: it may be what took so long.
        if (!piece->abandoned) piece->work(sql);
      }
      at_work = false;
    });
  } catch (const Database::Unusable&) {
    for (const auto& piece : batch) piece->failure = std::current_exception();
  } catch (...) {
    if (at_work && batch.size() > 1) {
      for (const auto& piece : batch) commit({piece});
      return;
    }
    for (const auto& piece : batch) piece->failure = std::current_exception();
  }
}

/// One handler for all that wait on one executor: waking its thread is what costs.
void GroupCommit::deliver(const Batch& batch) {
  Batch rest = batch;
  while (!rest.empty()) {
    const auto executor = rest.front()->answered.get_executor();
    const auto others = std::stable_partition(rest.begin(), rest.end(), [&](const auto& piece) {
      return piece->answered.get_executor() == executor;
    });
    Batch together{std::make_move_iterator(rest.begin()), std::make_move_iterator(others)};
    rest.erase(rest.begin(), others);
    boost::asio::post(executor, [together = std::move(together)] {
      for (const auto& piece : together) {
        piece->delivered = true;
        piece->answered.cancel();
      }
    });
  }
}

void GroupCommit::give_up(const Piece& piece) {
  const std::lock_guard lock{under_way_mutex_};
  if (under_way_ == nullptr) return;
  const bool in_it = std::any_of(under_way_->begin(), under_way_->end(),
                                 [&](const auto& one) { return one.get() == &piece; });
  if (in_it) database_->cut();
}

Error GroupCommit::too_many() const {
  return {ErrorKind::unavailable, "store: too much waits for " + database_->name() + " already"};
}

Error GroupCommit::too_slow() const {
  return {ErrorKind::timed_out, "store: " + database_->name() + " did not answer in time"};
}

}  // namespace latchkey::storage
