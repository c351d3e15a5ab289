#include "bot/doctor/network_checks.hpp"

namespace latchkey::doctor {
namespace {

std::string step_for_way(const std::string& name) {
  if (name.starts_with("tls.ca_file")) {
    return "Let tls.ca_file name the certificates of your authority in PEM, readable for the user "
           "that latchkey runs as; take it out where there is no such authority.";
  }
  if (name.starts_with("tls.")) {
    return "Let tls.cert_file name our certificate and tls.key_file its private key, in PEM and "
           "without a passphrase, the key readable for the user that latchkey runs as alone; take "
           "both out where nobody asks for one.";
  }
  return "Correct " + name +
         " in the environment (as a service in /etc/latchkey/environment), or the file that it "
         "names; take it out where there is no proxy.";
}

}  // namespace

Check judge_network_problem(const std::string& problem) {
  const auto end = problem.find(": ");
  const std::string name = problem.substr(0, end);
  const std::string detail = end == std::string::npos ? "" : problem.substr(end + 2);
  return {"Network", name, Status::fail, detail, step_for_way(name)};
}

Error network_unusable() {
  return {ErrorKind::not_configured, "the network cannot be used, which has a line of its own"};
}

}  // namespace latchkey::doctor
