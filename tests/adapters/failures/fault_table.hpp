#pragma once

#include <map>
#include <string>

namespace latchkey::failures {

/// What is expected where an upstream fails in one way, by the kind of question that meets it.
/// Words of the table: an ErrorKind's name, or "fine" (asked again, and answered), "unproven" (the
/// form's answer says that it was taken, and nothing more).
///
///   data    a question for data
///   change  a row's removal or addition, which the system's own words alone prove
///   once    a change that must not be said twice (PagerDuty's, that calls people)
///   page    the page that holds a form, before anything was sent
///   form    the form itself, which has left
///   secret  a question to 1Password Connect, which may just be starting
///   trial   a change of what is not there, by which doctor learns what a key may do
///   call    one of Slack's Web API that may be repeated
///   dial    one that is asked once: Slack's word on where to connect to, since the reconnect
///   policy
///           waits, and doctor's on the tokens
///   post    a message to Slack, that must not stand there twice
///   reply   a message to Slack's `response_url`
using FaultRow = std::map<std::string, std::string>;

/// The table, for people to read and for tests to run: its rows by the faults' names.
using FaultTable = std::map<std::string, FaultRow>;
const FaultTable& fault_table();

}  // namespace latchkey::failures
