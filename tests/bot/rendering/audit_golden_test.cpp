// The record as a person, a script and a spreadsheet read it.
#include "bot/rendering/audit_csv.hpp"
#include "bot/rendering/audit_json.hpp"
#include "bot/rendering/audit_text.hpp"
#include "bot/rendering/forgotten_text.hpp"
#include "tests/bot/rendering/golden.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace latchkey::rendering {
namespace {

using namespace std::chrono_literals;

const TimePoint k_record_begins{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 10h};

AuditEntry about_jane(const char* action, const std::string& by, const std::string& subject,
                      const std::string& result) {
  return {.action = action,
          .by = by,
          .channel = "C0SUPPORT",
          .service = "CustomersDot",
          .diagnosis = "4f1c",
          .subject = subject,
          .result = result,
          .customer = EmailAddress::parse("jane.doe@acme.example").value()};
}

std::vector<RecordedEntry> sample_record() {
  std::vector<AuditEntry> entries = {
      about_jane(audit_action::asked, "U0DANA", "diagnose", ""),
      about_jane(audit_action::answered, "U0DANA", "diagnose", "mail_suppressed"),
      about_jane(audit_action::asked, "U0OMAR", "diagnose", "answered_before"),
      about_jane(audit_action::refused, "U0EVE", "lift_suppression", "not_permitted"),
      about_jane(audit_action::proposed, "U0DANA", "lift_suppression", ""),
      about_jane(audit_action::pressed, "U0LENA", "lift_suppression", ""),
      about_jane(audit_action::finished, "U0LENA", "lift_suppression", "lifted"),
      about_jane(audit_action::pressed, "U0LENA", "send_password_reset", ""),
      about_jane(audit_action::finished, "U0LENA", "send_password_reset", "accepted"),
      about_jane(audit_action::followed, "U0LENA", "send_password_reset", "bounced"),
      {.action = audit_action::refused,
       .by = "U0GUEST",
       .channel = "C0SHARED",
       .diagnosis = "77aa",
       .subject = "diagnose",
       .result = "channel_shared"},
      {.action = audit_action::called,
       .by = "clock",
       .channel = "C0SUPPORT",
       .diagnosis = "4f1c",
       .subject = "escalate",
       .result = "level 2: @support-managers"},
      {.action = audit_action::forgot,
       .by = "root",
       .subject = "customer",
       .result = "questions: 2, presses: 1, entries: 9"}};
  entries[6].words = "=HYPERLINK(\"http://evil.example\")\n5.2.1 \"disabled\", since yesterday";
  std::vector<RecordedEntry> record;
  for (auto& entry : entries) {
    const auto number = static_cast<long long>(record.size()) + 1;
    record.push_back({.number = number, .at = k_record_begins + number * 1min, .entry = entry});
  }
  record[2].entry.customer.reset();
  record[2].forgotten = true;
  return record;
}

TEST(AuditGolden, Text) {
  expect_golden("audit/record.txt", audit_text(sample_record()));
}

TEST(AuditGolden, Json) {
  expect_golden("audit/record.json", audit_json(sample_record()));
}

TEST(AuditGolden, Csv) {
  expect_golden("audit/record.csv", audit_csv(sample_record()));
}

TEST(AuditGolden, Verdicts) {
  const AuditHead head{1234, std::string(64, 'a')};
  std::string page = verdict_text({.head = head}) + "\n";
  page += verdict_text({.head = head, .forgotten = 1}) + "\n";
  page += verdict_text({.head = head,
                        .forgotten = 12,
                        .faults = {{AuditFault::Kind::changed, 17},
                                   {AuditFault::Kind::missing, 18},
                                   {AuditFault::Kind::replaced, 900},
                                   {AuditFault::Kind::cut_off, 1300}}}) +
          "\n";
  page += verdict_text({});
  expect_golden("audit/verdicts.txt", page);
}

TEST(AuditGolden, Forgotten) {
  const ForgottenCustomer forgotten{
      .diagnoses = 2,
      .presses = 1,
      .entries = 9,
      .messages = {{"C0SUPPORT", "1763805600.000100", k_record_begins},
                   {"C0SUPPORT", "1763892000.000200", k_record_begins + 24h}}};
  const std::string link = "https://acme.slack.com/archives/C0SUPPORT/p1763805600000100";
  expect_golden("audit/forgotten.txt",
                forgotten_text(forgotten, {link, ""}) + "\n" + forgotten_text({.entries = 1}, {}));
}

// What a spreadsheet would run, whichever way it begins (owasp.org, CSV Injection).
TEST(AuditCsv, KeepsASpreadsheetFromRunningACell) {
  for (const std::string begin : {"=", "+", "-", "@", "\t", "\r"}) {
    EXPECT_EQ(csv_cell(begin + "1+1"), "\"'" + begin + "1+1\"");
  }
  EXPECT_EQ(csv_cell("plain"), "plain");
  EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_cell("say \"no\""), "\"say \"\"no\"\"\"");
  EXPECT_EQ(csv_cell(""), "");
}

TEST(AuditHeadText, IsReadAsItIsWritten) {
  const AuditHead head{1234, std::string(64, 'a')};
  EXPECT_EQ(parse_head(head_text(head)), head);
  const std::string link(64, 'a');
  for (const std::string& wrong :
       std::vector<std::string>{"", "1234", "1234:", "1234:abc", "x:" + link, "-1:" + link,
                                "1:" + std::string(64, 'g')}) {
    EXPECT_FALSE(parse_head(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace latchkey::rendering
