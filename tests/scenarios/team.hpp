#pragma once

#include <string>

namespace latchkey::scenarios {

/// Who talks, and where; the defaults are of workspace.json.
struct Team {
  /// Dana and Lena may press buttons; the guest may only ask.
  std::string dana = "U0DANA";
  std::string lena = "U0LENA";
  std::string guest = "U0GUEST";
  /// The bot is in it.
  std::string support = "C0SUPPORT";
  /// It is not.
  std::string general = "C0GENERAL";
  /// With another organisation.
  std::string shared = "C0SHARED";
  /// Where the team's customers have their addresses.
  std::string domain = "acme.example";
};

}  // namespace latchkey::scenarios
