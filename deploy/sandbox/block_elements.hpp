#pragma once
#include "deploy/sandbox/json.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace latchkey::sandbox {

/// Collects objections, each with the JSON pointer of what it is about.
class BlockProblems {
 public:
  void add(const std::string& what, const std::string& pointer);
  /// The text under `key`: there if `required`, a string of 1 to `longest` characters.
  void check_string(const Json& object, const char* key, std::size_t longest, bool required,
                    const std::string& pointer);
  /// A text object of 1 to `longest` characters under `key`.
  void check_text(const Json& object, const char* key, std::size_t longest, bool required,
                  bool plain_only, const std::string& pointer);
  /// Keys that Slack does not know here.
  void check_keys(const Json& object, const std::set<std::string>& known,
                  const std::string& pointer);
  std::vector<std::string> take() { return std::move(problems_); }

 private:
  std::vector<std::string> problems_;
};

/// A button, select, input or image inside a block. `used` holds the block's action ids so far.
void check_element(const Json& element, const std::set<std::string>& allowed_types,
                   std::set<std::string>& used, BlockProblems& problems,
                   const std::string& pointer);

/// Kinds of elements that stand in an actions block, beside a section, and in an input block.
extern const std::set<std::string> k_action_elements;
extern const std::set<std::string> k_accessories;
extern const std::set<std::string> k_input_elements;

}  // namespace latchkey::sandbox
