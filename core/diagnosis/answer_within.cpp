#include "core/diagnosis/answer_within.hpp"

namespace latchkey {

Error did_not_answer(const std::string& system, std::chrono::milliseconds deadline) {
  const auto count = deadline.count();
  const std::string time =
      count % 1000 == 0 ? std::to_string(count / 1000) + " s" : std::to_string(count) + " ms";
  return Error{ErrorKind::timed_out, system + " did not answer within " + time};
}

Error broke_off(const std::string& system, const std::exception_ptr& exception) {
  Error error{ErrorKind::misunderstood, system + " could not be asked: a fault in Latchkey"};
  try {
    std::rethrow_exception(exception);
  } catch (const std::exception& known) {
    error.vendor_text = known.what();
  } catch (...) {
    error.vendor_text = "an exception of unknown type";
  }
  return error;
}

}  // namespace latchkey
