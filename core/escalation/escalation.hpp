#pragma once

#include "core/base/time.hpp"
#include "core/escalation/incident.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace latchkey {

/// How a call for help stands. The names are kept.
enum class EscalationStatus {
  calling,     ///< somebody was called, or is about to be, and nobody has taken it yet
  taken,       ///< somebody said "I have it"
  unanswered,  ///< everybody was called, and nobody took it
  resolved
};

std::string_view to_string(EscalationStatus status);
std::optional<EscalationStatus> parse_escalation_status(std::string_view name);

/// A user group that was called, and who was in it then.
struct CalledGroup {
  std::string id;
  /// "@support-oncall"
  std::string handle;
  std::vector<std::string> members = {};
};

/// Somebody on call whom the chat does not know.
struct NamedPerson {
  std::string name;
  /// Where that person can be reached, as a page. May be empty.
  std::string link = {};
};

/// Who had people called. The names are kept.
enum class CalledBy {
  person,  ///< who escalated, called again or handed back
  clock,   ///< nobody had taken it in time
  pager    ///< the on-call system, which calls by its own levels
};

std::string_view to_string(CalledBy by);
std::optional<CalledBy> parse_called_by(std::string_view name);

/// One round: a message that mentions people.
struct Call {
  /// 0: who is on call; then the levels that follow.
  int level = 0;
  TimePoint at;
  /// Whom it is for was looked up: the four below are known.
  bool found = false;
  /// Chat user ids.
  std::vector<std::string> users = {};
  std::vector<CalledGroup> groups = {};
  std::vector<NamedPerson> strangers = {};
  /// Why others than those of the level are called.
  std::string note = {};
  /// The message; empty until it stands in the chat.
  std::string message = {};
  /// Who handed it back; empty where the call ended because nobody answered it.
  std::string handed_back_by = {};
  /// Who had it when the on-call system called others, where it was open again although somebody
  /// had taken it. Else empty.
  std::string was_with = {};
  CalledBy by = CalledBy::person;

  /// Nobody can be mentioned.
  [[nodiscard]] bool reaches_nobody() const { return users.empty() && groups.empty(); }
};

/// A call for help in a thread. People are chat user ids, or names where the chat does not know
/// them.
struct Escalation {
  /// Opaque: messages and incidents carry it.
  std::string id;
  std::string channel;
  std::string thread;
  /// The diagnosis that it is about; empty where the thread has none.
  std::string diagnosis_id = {};
  std::string asked_by;
  TimePoint asked_at;
  /// What the asker typed. May be empty.
  std::string reason = {};
  EscalationStatus status = EscalationStatus::calling;
  /// Who has it, or had it when it was resolved. May be empty.
  std::string holder = {};
  /// Who changed the status last, and when. Empty: nobody did, time passed.
  std::string changed_by = {};
  TimePoint changed_at = {};
  /// At least one.
  std::vector<Call> calls = {};
  /// How often another level was brought in since somebody last did something.
  int raised = 0;
  /// When the next level is brought in, or nobody any more.
  std::optional<TimePoint> due = {};
  /// Whether the chat shows all this.
  bool shown = false;
  Incident incident = {};
  /// When something is to be done about it next; nothing where only a press changes it.
  std::optional<TimePoint> look_at = {};
  /// Counts the changes, so that two at once are noticed (`Escalations::change_escalation`).
  long long version = 0;

  [[nodiscard]] bool is_open() const { return status != EscalationStatus::resolved; }
};

struct EscalationRules {
  /// How many levels there are, the one of who is on call included: at least one.
  int levels = 1;
  std::chrono::seconds acknowledge_within = std::chrono::minutes{10};
  /// How often another level is brought in because nobody took it. After the last level it is that
  /// one's turn again.
  int at_most = 3;
};

/// What happens to an escalation.
struct TimePasses {};
struct HaveIt {
  std::string by;
};
struct HandBack {
  std::string by;
};
struct Resolve {
  std::string by;
};
/// Somebody escalates where an escalation is open.
struct CallAgain {
  std::string by;
};
/// The on-call system calls these people for the incident.
struct Paged {
  std::vector<std::string> users;
  std::vector<NamedPerson> strangers = {};
};
using EscalationEvent = std::variant<TimePasses, HaveIt, HandBack, Resolve, CallAgain, Paged>;

/// What the event makes of the escalation; nothing where it changes nothing, because somebody else
/// was first or it is not time yet.
///
///   event        calling                 taken                 unanswered           resolved
///   TimePasses   past `due`: the next    nothing               nothing              nothing
///                level is called, or
///                unanswered after the
///                last one
///   HaveIt       taken                   nothing               taken                nothing
///   HandBack     nothing                 calling, next level   nothing              nothing
///   Resolve      resolved                resolved              resolved             nothing
///   CallAgain    nothing                 nothing               calling, from the    nothing
///                                                              first level
///   Paged        calling, those people   calling, likewise     calling, likewise    nothing
///
/// Where an incident leads (`Incident::leads`), it is that system which calls the next level, and
/// `TimePasses` changes nothing.
std::optional<Escalation> after(const Escalation& before, const EscalationEvent& event,
                                TimePoint now, const EscalationRules& rules);

/// The newest call's message stands in the chat: its clock starts. Where it reaches nobody,
/// and no incident calls anybody either, nobody can take it. One that is acknowledged while it is
/// called here was handed back here, and is about to be there.
Escalation after_call(Escalation before, std::string message, TimePoint now,
                      const EscalationRules& rules);

/// Was this chat user called, alone or in a group?
bool was_called(const Escalation& escalation, const std::string& user);

/// Whether the next level will be called when the newest call's time is up.
bool calls_on(const Escalation& escalation, const EscalationRules& rules);

}  // namespace latchkey
