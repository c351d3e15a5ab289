// Everything that a person or a script reads of a diagnosis, one folder of golden files for each
// sample: tests/golden/NAME/.
#include "bot/rendering/action_row.hpp"
#include "bot/rendering/answer_replies.hpp"
#include "bot/rendering/json.hpp"
#include "bot/rendering/notices.hpp"
#include "bot/rendering/root_message.hpp"
#include "bot/rendering/text.hpp"
#include "tests/bot/rendering/golden.hpp"
#include "tests/bot/rendering/message_dump.hpp"
#include "tests/bot/rendering/sample_diagnoses.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

namespace latchkey::rendering {
namespace {

class DiagnosisGolden : public testing::TestWithParam<std::string> {
 protected:
  const Diagnosis diagnosis_ = sample_diagnosis(GetParam());

  [[nodiscard]] Asked asked() const {
    return {.email = diagnosis_.email, .service = diagnosis_.service, .by = "U0DANA"};
  }
  void expect(const std::string& file, const std::string& text) const {
    expect_golden(GetParam() + "/" + file, text);
  }
};

TEST_P(DiagnosisGolden, ReadsWellInTheChat) {
  std::string text = dump(root_concluded(asked(), diagnosis_));
  ActionRow row{.diagnosis_id = "d1",
                .email = diagnosis_.email,
                .service = diagnosis_.service,
                .offered = {},
                .with_reply = true};
  std::transform(diagnosis_.remedies.begin(), diagnosis_.remedies.end(),
                 std::back_inserter(row.offered),
                 [](const OfferedRemedy& remedy) { return remedy.id; });
  for (const OfferedRemedy& remedy : diagnosis_.remedies) {
    if (remedy.other_address) row.other_address = remedy.other_address;
  }
  row.first_is_primary = !diagnosis_.remedies.empty() && diagnosis_.remedies.front().primary;
  for (const chat::Message& reply : answer_replies(diagnosis_, row)) text += dump(reply);
  expect("chat.txt", text);
}

TEST_P(DiagnosisGolden, ReadsWellInTheTerminal) {
  expect("terminal.txt", to_text(diagnosis_, {.emoji = true}));
}

TEST_P(DiagnosisGolden, KeepsTheContractsJson) {
  expect("diagnosis.json", to_json_text(diagnosis_));
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const SampleDiagnosis& sample : sample_diagnoses()) all.push_back(sample.name);
  return all;
}

INSTANTIATE_TEST_SUITE_P(Each, DiagnosisGolden, testing::ValuesIn(names()),
                         [](const auto& name) { return name.param; });

}  // namespace
}  // namespace latchkey::rendering
