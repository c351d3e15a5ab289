#include "tests/addresses/finder_figures.hpp"

#include "core/addresses/other_accounts.hpp"
#include "tests/addresses/sorted_directory.hpp"

#include <algorithm>
#include <iomanip>
#include <map>
#include <sstream>

namespace latchkey::name_pairs {
namespace {

Evidence evidence_of(const EmailAddress& asked, std::vector<Account> rows) {
  AccountsFound found;
  found.rows = std::move(rows);
  return Evidence{
      asked, {}, {}, {{Service{}, std::move(found), MailHistory{}, SuppressionsFound{}}}};
}

/// Whose each address is.
using Owners = std::map<std::string, int>;

Figures judge(const NamePair& pair, const EmailAddress& asked, std::vector<Account> rows,
              const Owners& owners) {
  Figures figures{.asked = 1};
  for (const auto& other : other_accounts(evidence_of(asked, std::move(rows)))) {
    const bool presented = other.score >= k_same_person;
    if (owners.at(other.email) == pair.asked.person) {
      figures.found = 1;
      figures.presented = presented ? 1 : figures.presented;
    } else {
      figures.strangers_shown = 1;
      figures.false_alarms = presented ? 1 : figures.false_alarms;
    }
  }
  return figures;
}

std::string percent(int part, int whole) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(1) << (whole == 0 ? 0.0 : 100.0 * part / whole) << " %";
  return text.str();
}

std::string row(const std::string& name, const Figures& a, const Figures& n, bool same_person) {
  const auto cells = [&](const Figures& f) {
    const std::string found = same_person ? percent(f.found, f.asked) : "";
    const std::string presented = same_person ? percent(f.presented, f.asked) : "";
    return " | " + found + " | " + presented + " | " + percent(f.false_alarms, f.asked) + " | " +
           percent(f.strangers_shown, f.asked);
  };
  return "| " + name + cells(a) + cells(n) + " |\n";
}

}  // namespace

void Figures::add(const Figures& other) {
  asked += other.asked;
  found += other.found;
  presented += other.presented;
  false_alarms += other.false_alarms;
  strangers_shown += other.strangers_shown;
}

std::vector<KindFigures> finder_figures(const NamePairs& set) {
  const SortedDirectory directory{set};
  Owners owners;
  for (const auto& pair : set.pairs) owners.emplace(pair.other.email, pair.other.person);
  for (const auto& entry : set.bystanders) owners.emplace(entry.email, entry.person);
  std::vector<KindFigures> all;
  for (const auto& pair : set.pairs) {
    if (all.empty() || all.back().kind != pair.kind) all.push_back({pair.kind});
    const auto asked = EmailAddress::parse(pair.asked.email).value();
    auto rows = directory.search(asked);
    all.back().named.add(judge(pair, asked, rows, owners));
    for (auto& row : rows) row.name = {};
    all.back().by_address.add(judge(pair, asked, std::move(rows), owners));
  }
  return all;
}

Figures of_difficulty(const std::vector<KindFigures>& all, bool named, Difficulty difficulty,
                      bool same_person) {
  Figures sum;
  for (const auto& one : all) {
    if (difficulty_of(one.kind) != difficulty || is_same_person(one.kind) != same_person) continue;
    sum.add(named ? one.named : one.by_address);
  }
  return sum;
}

double recall(const Figures& figures) {
  return static_cast<double>(figures.found) / figures.asked;
}

double false_alarm_rate(const Figures& figures) {
  return static_cast<double>(figures.false_alarms) / figures.asked;
}

std::string table(const std::vector<KindFigures>& all) {
  std::string text =
      "| | recall@5 | as the same | false alarms | strangers shown | recall@5 | as the same | "
      "false "
      "alarms | strangers shown |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n";
  for (const auto& one : all) {
    text +=
        row(std::string{to_string(one.kind)}, one.by_address, one.named, is_same_person(one.kind));
  }
  for (const auto& [name, difficulty] :
       {std::pair{"**easy**", Difficulty::easy}, std::pair{"**medium**", Difficulty::medium}}) {
    for (const bool same : {true, false}) {
      text += row(std::string{name} + (same ? ", same person" : ", other people"),
                  of_difficulty(all, false, difficulty, same),
                  of_difficulty(all, true, difficulty, same), same);
    }
  }
  return text;
}

}  // namespace latchkey::name_pairs
