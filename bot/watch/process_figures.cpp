#include "bot/watch/process_figures.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <sstream>
#include <string>

namespace latchkey::watch {
namespace {

/// The numbers of /proc/self/stat from the third field on: before it stands the program's name,
/// which may hold blanks (proc(5)).
std::istringstream fields_after_name() {
  std::ifstream file{"/proc/self/stat"};
  const std::string line{std::istreambuf_iterator<char>{file}, {}};
  const auto end = line.rfind(')');
  return std::istringstream{end == std::string::npos ? "" : line.substr(end + 1)};
}

/// When the machine started, in seconds since 1970.
double boot_time() {
  std::ifstream file{"/proc/stat"};
  for (std::string word; file >> word;) {
    double at = 0;
    if (word == "btime" && file >> at) return at;
  }
  return 0;
}

double count_of_open_files() {
  std::error_code failed;
  double count = 0;
  std::filesystem::directory_iterator each{"/proc/self/fd", failed};
  for (; !failed && each != std::filesystem::directory_iterator{}; each.increment(failed)) ++count;
  return count > 0 ? count - 1 : 0;  // one of them is the look itself
}

double most_open_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  if (limit.rlim_cur == RLIM_INFINITY) return std::numeric_limits<double>::infinity();
  return static_cast<double>(limit.rlim_cur);
}

}  // namespace

ProcessFigures process_figures() {
  constexpr int k_first_field = 3;
  constexpr int k_user_time = 14;
  constexpr int k_system_time = 15;
  constexpr int k_start_time = 22;
  constexpr int k_virtual = 23;
  constexpr int k_resident = 24;
  const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  const auto page = static_cast<double>(sysconf(_SC_PAGESIZE));
  ProcessFigures figures{.open_files = count_of_open_files(), .most_open_files = most_open_files()};
  auto fields = fields_after_name();
  std::string state;
  fields >> state;
  double value = 0;
  for (int field = k_first_field + 1; field <= k_resident && fields >> value; ++field) {
    if (field == k_user_time || field == k_system_time) figures.cpu_seconds += value / ticks;
    if (field == k_start_time) {
      const std::chrono::duration<double> since_1970{boot_time() + value / ticks};
      figures.started_at = TimePoint{std::chrono::round<std::chrono::microseconds>(since_1970)};
    }
    if (field == k_virtual) figures.virtual_bytes = value;
    if (field == k_resident) figures.resident_bytes = value * page;
  }
  return figures;
}

}  // namespace latchkey::watch
