#include "bot/doctor/form_checks.hpp"

#include "bot/doctor/wording.hpp"

namespace latchkey::doctor {

Check judge_form(const std::string& service, const std::string& which, const std::string& url,
                 const Expected<void>& form) {
  const std::string name = which + " form";
  if (form) return {service, name, Status::ok, "can be filled in"};
  const Error& error = form.error();
  if (error.reason == ErrorReason::only_for_people) {
    return {service, name, Status::fail, detail_of(service, error),
            "Let this machine's address pass without it, or take service.forms." + which +
                " out: then " + url + " is filled in by hand."};
  }
  if (error.kind == ErrorKind::refused) {
    return {service, name, Status::fail, detail_of(service, error),
            "Let this machine's address through what stands before " + url +
                ": a customer who is not signed in has to see it, too."};
  }
  const std::string step = "Open " + url +
                           " in a browser without signing in: it has to show one form with an "
                           "address to fill in. Otherwise correct service.forms." +
                           which + ".";
  return {service, name, Status::fail, detail_of(service, error), step_for(error, url, step)};
}

}  // namespace latchkey::doctor
