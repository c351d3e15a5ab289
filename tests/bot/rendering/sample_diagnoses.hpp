#pragma once

#include "core/diagnosis/diagnosis.hpp"

#include <string>
#include <vector>

namespace latchkey {

/// A diagnosis and the folder of its golden files.
struct SampleDiagnosis {
  std::string name;
  Diagnosis diagnosis;
};

/// One for every cause, and some that are hard to word; made by the checks themselves.
std::vector<SampleDiagnosis> sample_diagnoses();

/// The one of this name.
Diagnosis sample_diagnosis(const std::string& name);

/// Everything foreign in it is hostile: mentions, markup, control characters, wrong bytes.
Diagnosis hostile_diagnosis();

/// More of everything than one message can hold.
Diagnosis long_diagnosis();

}  // namespace latchkey
