#include "adapters/storage/database.hpp"

#include <soci/soci.h>

namespace latchkey::storage {

Error Database::error_of(const std::exception_ptr& failure) const {
  try {
    std::rethrow_exception(failure);
  } catch (const Unusable& unusable) {
    return unusable.error();
  } catch (const soci::soci_error& error) {
    return meaning_of(error);
  }
}

}  // namespace latchkey::storage
