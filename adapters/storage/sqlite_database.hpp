#pragma once

#include "adapters/storage/database.hpp"

#include <memory>
#include <string>

namespace soci {
class session;
}  // namespace soci

namespace latchkey::storage {

/// A SQLite file (or memory) that is open already.
std::unique_ptr<Database> sqlite_database(std::unique_ptr<soci::session> session, std::string file);

}  // namespace latchkey::storage
