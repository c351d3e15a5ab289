#include "deploy/sandbox/timestamps.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <sstream>

namespace latchkey::sandbox {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::microseconds;
using std::chrono::seconds;

constexpr std::array k_months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array k_weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

template <class... Args>
std::string print(const char* format, Args... args) {
  std::array<char, 64> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), format, args...);
  return {buffer.data(), static_cast<std::size_t>(length)};
}

struct Calendar {
  int year;
  unsigned month, day;
  unsigned weekday;
  int hour, minute, second, millisecond;
};

Calendar calendar(TimePoint time) {
  const auto day = floor<days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{floor<std::chrono::milliseconds>(time - day)};
  return {int(date.year()),
          unsigned(date.month()),
          unsigned(date.day()),
          std::chrono::weekday{day}.c_encoding(),
          static_cast<int>(clock.hours().count()),
          static_cast<int>(clock.minutes().count()),
          static_cast<int>(clock.seconds().count()),
          static_cast<int>(clock.subseconds().count())};
}

/// Minutes east of Greenwich; Mailgun refuses zone letters other than GMT and UTC.
std::optional<int> parse_zone(std::string_view zone) {
  if (zone == "GMT" || zone == "UTC") return 0;
  if (zone.size() != 5 || (zone[0] != '+' && zone[0] != '-')) return {};
  int number = 0;
  const auto [end, error] = std::from_chars(zone.data() + 1, zone.data() + 5, number);
  if (error != std::errc{} || end != zone.data() + 5) return {};
  const int minutes = number / 100 * 60 + number % 100;
  return zone[0] == '-' ? -minutes : minutes;
}

/// "09:02" or "09:02:31", since midnight.
std::optional<seconds> parse_clock(const std::string& clock) {
  std::istringstream in{clock};
  int hour = 0, minute = 0, second = 0;
  char colon = 0;
  if (!(in >> hour >> colon >> minute) || colon != ':') return {};
  if (in >> colon && !(colon == ':' && in >> second)) return {};
  return std::chrono::hours{hour} + std::chrono::minutes{minute} + seconds{second};
}

std::optional<TimePoint> parse_rfc2822(std::string_view text) {
  if (const auto comma = text.find(','); comma != std::string_view::npos) {
    text.remove_prefix(comma + 1);
  }
  std::istringstream in{std::string(text)};
  unsigned day = 0;
  int year = 0;
  std::string month, clock, zone;
  if (!(in >> day >> month >> year >> clock >> zone)) return {};
  unsigned month_number = 0;
  for (unsigned i = 0; i < k_months.size(); ++i) {
    if (month == k_months[i]) month_number = i + 1;
  }
  const auto since_midnight = parse_clock(clock);
  const auto offset = parse_zone(zone);
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month_number},
                                         std::chrono::day{day}};
  if (!since_midnight || !offset || !date.ok()) return {};
  return std::chrono::sys_days{date} + *since_midnight - std::chrono::minutes{*offset};
}

}  // namespace

std::string slack_ts(TimePoint time) {
  const auto count = time.time_since_epoch().count();
  return print("%lld.%06lld", static_cast<long long>(count / 1000000),
               static_cast<long long>(count % 1000000));
}

std::string iso_time(TimePoint time) {
  const Calendar c = calendar(time);
  return print("%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", c.year, c.month, c.day, c.hour, c.minute,
               c.second, c.millisecond);
}

std::string http_date(TimePoint time) {
  const Calendar c = calendar(time);
  return print("%s, %02u %s %04d %02d:%02d:%02d GMT", k_weekdays[c.weekday], c.day,
               k_months[c.month - 1], c.year, c.hour, c.minute, c.second);
}

double epoch_seconds(TimePoint time) {
  return static_cast<double>(time.time_since_epoch().count()) / 1e6;
}

std::optional<TimePoint> parse_mailgun_time(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size()) {
    if (number < 0 || number > 1e11) return {};
    return TimePoint{microseconds{std::llround(number * 1e6)}};
  }
  return parse_rfc2822(text);
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  if (text.empty()) return {};
  std::chrono::milliseconds sum{0};
  while (!text.empty()) {
    long long count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || count < 0 || count > 1000000) return {};
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    const auto unit = text.substr(0, text.find_first_of("0123456789"));
    if (unit == "ms")
      sum += count * 1ms;
    else if (unit == "s")
      sum += count * 1s;
    else if (unit == "m")
      sum += count * 1min;
    else if (unit == "h")
      sum += count * 1h;
    else if (unit == "d")
      sum += count * days{1};
    else if (unit == "w")
      sum += count * days{7};
    else
      return {};
    text.remove_prefix(unit.size());
  }
  return sum;
}

std::optional<TimePoint> parse_relative_time(std::string_view text, TimePoint now) {
  if (text == "now") return now;
  if (text.empty() || (text[0] != '-' && text[0] != '+')) return {};
  const auto distance = parse_duration(text.substr(1));
  if (!distance) return {};
  return text[0] == '-' ? now - *distance : now + *distance;
}

}  // namespace latchkey::sandbox
