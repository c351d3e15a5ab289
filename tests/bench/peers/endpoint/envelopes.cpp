#include "tests/bench/peers/endpoint/envelopes.hpp"

#include <charconv>

namespace latchkey::bench {
namespace {

constexpr std::string_view k_key_domain = "@acme.example";
/// Before the number in an envelope_id.
constexpr std::string_view k_id_mark = "-4000-8000-";
constexpr std::size_t k_id_digits = 12;

/// The number with zeros before it, as many digits as `width` at least.
std::string padded(Number number, std::size_t width) {
  auto digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

/// The group after the first tells a redelivery's handle from the first delivery's.
std::string envelope_id(Number number, unsigned attempt) {
  return "1a7c4be7-" + padded(attempt, 4) + std::string{k_id_mark} + padded(number, k_id_digits);
}

std::optional<Number> read_number(std::string_view digits) {
  Number number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

/// Unique and rising, as Slack's times of messages are.
std::string spoken_at(Number number) {
  return std::to_string(1'763'800'000 + number / 1'000'000) + "." + padded(number % 1'000'000, 6);
}

}  // namespace

std::string person(Number number) {
  return "U0PERSON" + padded(number % k_people, 2);
}

std::string key_of(Number number) {
  return "u" + padded(number, 6) + std::string{k_key_domain};
}

std::optional<Number> find_key(std::string_view text) {
  const auto end = text.find(k_key_domain);
  if (end == std::string_view::npos) return std::nullopt;
  auto begin = end;
  while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9') --begin;
  if (begin == 0 || text[begin - 1] != 'u') return std::nullopt;
  return read_number(text.substr(begin, end - begin));
}

std::string command_envelope(Number number, unsigned attempt, std::string_view origin) {
  std::string text;
  text.reserve(900);
  text.append(R"({"envelope_id":")").append(envelope_id(number, attempt));
  text.append(R"(","type":"slash_commands","accepts_response_payload":true,"payload":{)");
  text.append(R"("token":"not-used","team_id":")").append(k_team);
  text.append(R"(","team_domain":"support","channel_id":")").append(k_channel);
  text.append(R"(","channel_name":"support","user_id":")").append(person(number));
  text.append(R"(","user_name":"person","command":"/diagnose","text":")").append(key_of(number));
  text.append(R"(","api_app_id":"A0BENCH","is_enterprise_install":"false","response_url":")");
  text.append(origin).append("/commands/").append(std::to_string(number));
  text.append(R"(","trigger_id":"7100.7200.)").append(padded(number, k_id_digits));
  text.append(R"("}})");
  return text;
}

std::string talk_envelope(Number number) {
  const auto time = spoken_at(number);
  std::string text;
  text.reserve(1'100);
  text.append(R"({"envelope_id":")").append(envelope_id(number, 0));
  text.append(R"(","type":"events_api","accepts_response_payload":false,"retry_attempt":0,)");
  text.append(R"("retry_reason":"","payload":{"token":"not-used","team_id":")").append(k_team);
  text.append(R"(","api_app_id":"A0BENCH","type":"event_callback","event_id":"Ev)");
  text.append(padded(number, k_id_digits)).append(R"(","event_time":1763800000,)");
  text.append(R"("authorizations":[{"enterprise_id":null,"team_id":")").append(k_team);
  text.append(R"(","user_id":"U0BOT","is_bot":true,"is_enterprise_install":false}],)");
  text.append(R"("is_ext_shared_channel":false,"event":{"type":"message","channel_type":)");
  text.append(R"("channel","user":")").append(person(number));
  text.append(R"(","team":")").append(k_team).append(R"(","channel":")").append(k_channel);
  text.append(R"(","text":"Has anybody seen the invoice that they mean?","blocks":[{)");
  text.append(R"("type":"rich_text","block_id":"b1","elements":[{"type":"rich_text_section",)");
  text.append(R"("elements":[{"type":"text","text":"Has anybody seen the invoice that they )");
  text.append(R"(mean?"}]}]}],"ts":")").append(time).append(R"(","event_ts":")").append(time);
  text.append(R"("}}})");
  return text;
}

std::optional<Number> acknowledged(std::string_view frame) {
  const auto mark = frame.find(k_id_mark);
  if (mark == std::string_view::npos) return std::nullopt;
  return read_number(frame.substr(mark + k_id_mark.size(), k_id_digits));
}

}  // namespace latchkey::bench
