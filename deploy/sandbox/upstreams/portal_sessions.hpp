#pragma once
#include <deque>
#include <map>
#include <string>

namespace latchkey::sandbox {

/// What a portal cookie stands for. Rails keeps it encrypted inside the cookie; here the cookie's
/// value names a copy that never changes, which comes to the same: an older cookie, an older state.
struct PortalSession {
  std::string csrf_secret;
  std::string flash;
};

/// Hands out cookies and reads them again.
class PortalSessions {
 public:
  /// The session behind the request's Cookie header, or a new one.
  PortalSession open(const std::string& cookie_header);
  /// A Set-Cookie header for this state of the session.
  std::string save(const PortalSession& session);

 private:
  std::map<std::string, PortalSession> saved_;
  std::deque<std::string> order_;
};

/// A token for the form that POSTs to `action`, masked anew each time, as Rails 6.1 makes it.
std::string csrf_token(const PortalSession& session, const std::string& action);
/// True for that form's token and for the token of the page's head ("").
bool is_csrf_token(const PortalSession& session, const std::string& action,
                   const std::string& token);

}  // namespace latchkey::sandbox
