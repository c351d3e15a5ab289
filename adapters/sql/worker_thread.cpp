#include "adapters/sql/worker_thread.hpp"

namespace latchkey::sql {

WorkerThread::WorkerThread(std::string system, int queue_limit)
    : system_(std::move(system)), queue_limit_(queue_limit) {}

WorkerThread::~WorkerThread() {
  thread_.join();
}

bool WorkerThread::reserve_place() {
  if (++places_taken_ <= queue_limit_) return true;
  --places_taken_;
  return false;
}

Error WorkerThread::queue_full() const {
  return {ErrorKind::unavailable, system_ + ": too many questions wait for the database already"};
}

Error WorkerThread::too_slow() const {
  return {ErrorKind::timed_out, system_ + ": the database did not answer in time"};
}

}  // namespace latchkey::sql
