#pragma once
#include "deploy/sandbox/http_message.hpp"
#include "deploy/sandbox/scenario.hpp"

#include <optional>
#include <string>

namespace latchkey::sandbox {

/// Plays GitLab's users API. What is seen depends on whose token it is: an administrator's, or that
/// of an ordinary user, who gets fewer rows and fields and no error.
class GitLabSimulator {
 public:
  GitLabSimulator(const Scenario& scenario, const Scheduler& scheduler, const std::string& origin)
      : scenario_(scenario), scheduler_(scheduler), origin_(origin) {}

  HttpResponse current_user(const HttpRequest& request);
  HttpResponse users(const HttpRequest& request);
  HttpResponse user(const HttpRequest& request, const std::string& id);
  HttpResponse emails(const HttpRequest& request, const std::string& id);
  /// The page that an evidence link opens, for people.
  [[nodiscard]] HttpResponse admin_page(const std::string& name) const;

 private:
  enum class Caller { nobody, user, admin };
  [[nodiscard]] Caller caller_of(const HttpRequest& request) const;
  HttpResponse answer(int status, const Json& body);
  [[nodiscard]] const Json* find_user(const std::string& id) const;
  [[nodiscard]] Json shown(const Json& row, Caller caller) const;

  const Scenario& scenario_;
  const Scheduler& scheduler_;
  const std::string& origin_;
  int observed_ = 0;
};

}  // namespace latchkey::sandbox
