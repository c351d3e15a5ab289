#include "bot/watch/overview_page.hpp"

#include "bot/watch/html.hpp"
#include "bot/watch/overview_style.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>
#include <utility>
#include <vector>

namespace latchkey::watch {
namespace {

using Mood = Verdict::Mood;

std::string_view word(Mood mood) {
  switch (mood) {
    case Mood::good: return "good";
    case Mood::poorer: return "poorer";
    case Mood::bad: return "bad";
  }
  return "";
}

/// The picture in the browser's tab: a keyhole's dot in the colour of the mood.
std::string_view icon_colour(Mood mood) {
  switch (mood) {
    case Mood::good: return "%231f9d87";
    case Mood::poorer: return "%23e08a1e";
    case Mood::bad: return "%23d5392f";
  }
  return "";
}

/// "14:03:07 UTC": the time that stands in the log.
std::string time_of_day(TimePoint at) {
  return format_rfc3339(at).substr(11, 8) + " UTC";
}

std::string ago(TimePoint at, TimePoint now) {
  const auto age = std::max(now - at, TimePoint::duration{0});
  if (age >= std::chrono::minutes{1}) return format_age(age) + " ago";
  return std::to_string(std::chrono::floor<std::chrono::seconds>(age).count()) + " s ago";
}

/// "2026-11-29 14:03:07 UTC"
std::string day_and_time(TimePoint at) {
  return format_rfc3339(at).substr(0, 10) + " " + time_of_day(at);
}

std::string in_words(std::chrono::milliseconds took) {
  if (took < std::chrono::minutes{1}) {
    return fmt::format("{:.1f} s", std::chrono::duration<double>{took}.count());
  }
  return format_age(took);
}

/// "account unconfirmed" of "account_unconfirmed".
std::string readable(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

/// "Mailgun", "Mailgun and GitLab.com", "Mailgun, GitLab.com and CustomersDot".
std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

std::string connections(const slack::ConnectionState& slack) {
  return fmt::format("{} of {} connection{}", slack.connected, slack.wanted,
                     slack.wanted == 1 ? "" : "s");
}

/// Foreign words and ours alike: escaped once, here.
std::string field(std::string_view name, std::string_view value) {
  return fmt::format("<dt>{}</dt><dd>{}</dd>", escaped(name), escaped(value));
}

std::string slack_card(const Overview& overview) {
  const auto& slack = overview.readiness.slack;
  const auto mood = slack.connected == 0             ? Mood::bad
                    : slack.connected < slack.wanted ? Mood::poorer
                                                     : Mood::good;
  std::string fields =
      field("Newest delivery",
            slack.last_envelope ? ago(*slack.last_envelope, overview.now) : "none yet");
  fields += field("Replaced in time", std::to_string(slack.replaced));
  fields += field("Broke off", std::to_string(slack.broken));
  fields += field("Calls that wait", std::to_string(overview.figures.slack_calls_waiting));
  return fmt::format(
      R"(<section class="card" aria-labelledby="slack"><h2 id="slack">Slack</h2><p class="big {}">{}</p><dl>{}</dl></section>)",
      word(mood), escaped(connections(slack)), fields);
}

std::string store_card(const Overview& overview) {
  const auto& store = overview.readiness.store;
  const auto& follow_ups = overview.figures.follow_ups;
  const auto& process = overview.figures.process;
  std::string fields =
      field("Mails followed", follow_ups ? std::to_string(*follow_ups) : "not known");
  fields += field("Memory", fmt::format("{:.0f} MiB", process.resident_bytes / 1024 / 1024));
  fields += field("Open files",
                  fmt::format("{:.0f} of {:.0f}", process.open_files, process.most_open_files));
  std::string note;
  if (!store) note = fmt::format(R"(<p class="note">{}</p>)", escaped(store.error().what));
  return fmt::format(
      R"(<section class="card" aria-labelledby="store"><h2 id="store">Store</h2><p class="big {}">{}</p>{}<dl>{}</dl></section>)",
      store ? "good" : "bad", store ? "takes writes" : "fails", note, fields);
}

std::string work_card(const Overview& overview) {
  long long waiting = 0;
  std::size_t running = 0;
  std::string fields;
  for (const auto& step : overview.figures.jobs) {
    waiting += step.waiting;
    running += step.running;
    auto name = std::string{step.step};
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
    fields += field(name, fmt::format("{} running, {} waiting", step.running, step.waiting));
  }
  const auto headline = running == 0 && waiting == 0
                            ? std::string{"nothing to do"}
                            : fmt::format("{} running, {} waiting", running, waiting);
  return fmt::format(
      R"(<section class="card" aria-labelledby="work"><h2 id="work">Work</h2><p class="big">{}</p><dl>{}</dl></section>)",
      headline, fields);
}

/// One line of the list of systems. `now`: what is the matter at present; empty: nothing.
std::string system_row(const Overview& overview, const std::string& name, std::string now) {
  std::string note = std::move(now);
  const bool well = note.empty();
  const auto last = overview.last_failures.find(name);
  if (well && last != overview.last_failures.end() && !last->second.why.empty()) {
    note = fmt::format("Last failure {} ({}): {}", ago(last->second.at, overview.now),
                       time_of_day(last->second.at), last->second.why);
  }
  return fmt::format(
      R"(<li><div class="row"><span class="name">{}</span><span class="state {}">{}</span></div>{}</li>)",
      escaped(name), well ? "good" : "poorer", well ? "in order" : "does not answer",
      note.empty() ? "" : fmt::format(R"(<p class="note">{}</p>)", escaped(note)));
}

std::string systems_card(const Overview& overview) {
  std::string rows;
  for (const auto& system : overview.readiness.systems) {
    rows += system_row(overview, system.system,
                       system.open ? fmt::format("Left alone since {}, asked again from {} on: {}",
                                                 time_of_day(system.since),
                                                 time_of_day(system.next_try), system.why)
                                   : "");
  }
  for (const auto& system : overview.readiness.unguarded) {
    rows +=
        system_row(overview, system.system,
                   system.failing_since
                       ? fmt::format("Since {}: {}", time_of_day(*system.failing_since), system.why)
                       : "");
  }
  return fmt::format(
      R"(<section class="card" aria-labelledby="systems"><h2 id="systems">Systems that are asked</h2><ul>{}</ul></section>)",
      rows);
}

std::string diagnoses_card(const Overview& overview) {
  std::string rows;
  for (const auto& one : overview.newest) {
    rows += fmt::format(
        R"(<li><div class="row"><span class="name">{}</span><span class="soft"><time datetime="{}">{}</time> · {}</span></div><p class="note">{} · {}{}</p></li>)",
        escaped(readable(one.cause)), format_rfc3339(one.asked_at), ago(one.asked_at, overview.now),
        in_words(one.took), escaped(one.customer), escaped(one.service),
        one.complete ? "" : " · not everything could be asked");
  }
  const std::string list =
      rows.empty() ? R"(<p class="note">None since the start.</p>)" : "<ul>" + rows + "</ul>";
  return fmt::format(
      R"(<section class="card" aria-labelledby="newest"><h2 id="newest">Newest diagnoses</h2>{}</section>)",
      list);
}

std::string footer(const Overview& overview) {
  return fmt::format(
      R"(<footer><p>Latchkey {} · up for {}, since <time datetime="{}">{}</time></p><p><a href="/metrics">Metrics</a> · <a href="/readyz">Readiness</a> · <a href="/healthz">Health</a></p></footer>)",
      escaped(overview.version), format_age(overview.now - overview.started_at),
      format_rfc3339(overview.started_at), day_and_time(overview.started_at));
}

}  // namespace

Verdict verdict_on(const Overview& overview) {
  const auto& readiness = overview.readiness;
  const auto& slack = readiness.slack;
  if (!readiness.store) {
    return {Mood::bad, "No command is taken on",
            "The store fails, so nothing is acknowledged and Slack tells whoever asks. " +
                readiness.store.error().what + "."};
  }
  if (slack.connected == 0) {
    return {Mood::bad, "No command is taken on",
            "There is no connection to Slack. The log says why, and when it is tried again."};
  }
  std::vector<std::string> silent;
  for (const auto& system : readiness.systems) {
    if (system.open) silent.push_back(system.system);
  }
  for (const auto& system : readiness.unguarded) {
    if (system.failing_since) silent.push_back(system.system);
  }
  const bool short_of_connections = slack.connected < slack.wanted;
  if (!silent.empty()) {
    std::string sentence = silent.size() == 1
                               ? "It does not answer, and each answer that lacks it says so."
                               : "They do not answer, and each answer that lacks one says so.";
    if (short_of_connections) sentence += " Slack is connected over " + connections(slack) + ".";
    return {Mood::poorer, "Commands are answered, without " + listed(silent), std::move(sentence)};
  }
  if (short_of_connections) {
    return {Mood::poorer, "Commands are answered, over " + connections(slack),
            "Another one is on its way; if it does not come, the log says why."};
  }
  return {Mood::good, "All is well",
          "Commands are taken on, and every system that was asked has answered."};
}

std::string overview_page(const Overview& overview) {
  const auto verdict = verdict_on(overview);
  return fmt::format(
      R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="15">
<title>{headline} – Latchkey</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='7' fill='{colour}'/%3E%3C/svg%3E">
<style>{style}</style>
</head>
<body>
<header class="top"><strong>Latchkey</strong><span>as of {at}</span></header>
<main>
<div class="verdict {mood}" role="status"><h1>{headline}</h1><p>{sentence}</p></div>
<div class="cards">
{slack}
{store}
{work}
</div>
{systems}
{diagnoses}
</main>
{footer}
</body>
</html>
)",
      fmt::arg("headline", escaped(verdict.headline)),
      fmt::arg("colour", icon_colour(verdict.mood)), fmt::arg("style", k_overview_style),
      fmt::arg("at", time_of_day(overview.now)), fmt::arg("mood", word(verdict.mood)),
      fmt::arg("sentence", escaped(verdict.sentence)), fmt::arg("slack", slack_card(overview)),
      fmt::arg("store", store_card(overview)), fmt::arg("work", work_card(overview)),
      fmt::arg("systems", systems_card(overview)), fmt::arg("diagnoses", diagnoses_card(overview)),
      fmt::arg("footer", footer(overview)));
}

std::string overview_policy() {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(k_overview_style.data()), k_overview_style.size(),
         digest.data());
  std::array<unsigned char, 4 * ((SHA256_DIGEST_LENGTH + 2) / 3) + 1> text{};
  EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(digest.size()));
  return fmt::format(
      "default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; "
      "form-action 'none'; frame-ancestors 'none'",
      reinterpret_cast<const char*>(text.data()));
}

}  // namespace latchkey::watch
