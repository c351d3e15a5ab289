#pragma once

#include "bot/config/config.hpp"
#include "bot/sessions/authorization.hpp"
#include "bot/sessions/diagnose_session.hpp"
#include "bot/sessions/draft_reply_session.hpp"
#include "bot/sessions/front_desk.hpp"
#include "bot/sessions/home_session.hpp"
#include "bot/sessions/remedy_session.hpp"

namespace latchkey {

// What the configuration, which has a `slack` part, means for each session: at the start, and again
// whenever it is reloaded.

AccessRules access_rules(const Config& config);
DiagnoseSession::Options diagnose_options(const Config& config);
RemedySession::Options remedy_options(const Config& config);
DraftReplySession::Words reply_words(const Config& config);
HomeSession::Options home_options(const Config& config);
FrontDesk::Options desk_options(const Config& config);

}  // namespace latchkey
