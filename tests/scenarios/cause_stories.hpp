#pragma once

#include "tests/scenarios/conversation.hpp"

#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace latchkey::scenarios {

/// What an answer is made of.
enum class Upstream { accounts, mailgun, gitlab };

/// One customer who cannot sign in, what the systems know of it, and what the answer must be.
struct CauseStory {
  std::string name;
  /// Before the @ of the address that the customer writes from.
  std::string asked;
  void (*prepare)(Conversation& chat);
  std::string cause;
  std::string confidence = "certain";
  /// Remedies that the answer offers, and those that it must not.
  std::vector<std::string> offered = {};
  std::vector<std::string> withheld = {};
  /// Without an answer of one of these, the cause cannot be told, or not so surely.
  std::set<Upstream> decided_by = {};
  /// The diagnosed service. Empty: the portal.
  std::string service = {};
  /// What the portal's accounts are read from.
  std::string table = "customer_accounts";

  friend void PrintTo(const CauseStory& story, std::ostream* out) { *out << story.name; }
};

/// At least one for every cause of the contract but `unknown`, for which a system has to fail.
std::vector<CauseStory> cause_stories();

}  // namespace latchkey::scenarios
