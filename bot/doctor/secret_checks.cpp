#include "bot/doctor/secret_checks.hpp"

#include "bot/doctor/wording.hpp"

#include <string_view>

namespace latchkey::doctor {
namespace {

/// The shipped unit hands over the files of a directory, each under "secret_" and its own name.
std::string step_for_credential(const std::string& name, const Error& error) {
  constexpr std::string_view k_prefix = "secret_";
  if (!name.starts_with(k_prefix)) {
    return "Let the unit hand it over: LoadCredential=" + name +
           ":PATH with a file that root alone can read. The unit as it came hands over what is "
           "named credential:secret_NAME, from /etc/latchkey/secrets/NAME.";
  }
  const std::string path = "/etc/latchkey/secrets/" + name.substr(k_prefix.size());
  const std::string by_hand =
      "systemd-run --pipe --uid=latchkey -p LoadCredential=secret:/etc/latchkey/secrets latchkey …";
  if (error.kind == ErrorKind::refused) {
    return "Keep the secret in " + path +
           ", readable for root alone, and let systemd make the copy: by the unit, or by " +
           by_hand + ".";
  }
  return "Write the secret to " + path +
         ", readable for root alone. The service has it from its next start on, a command beside "
         "it "
         "by " +
         by_hand + ".";
}

std::string step_for_onepassword(const OnePasswordConfig& connect, const Error& error) {
  if (error.reason == ErrorReason::no_credential) {
    return "Repair onepassword.token (" + connect.token + ") first, which has a line of its own.";
  }
  if (error.reason == ErrorReason::put_away) {
    return "Name the item that took its place, or restore it in 1Password.";
  }
  switch (error.kind) {
    case ErrorKind::refused:
      return "Let onepassword.token (" + connect.token +
             ") point to the whole token of a Connect server, one that has not expired and may "
             "read this vault.";
    case ErrorKind::not_found:
      return "Look for the vault, the item and the field in 1Password: each is named in the "
             "reference as it is there, or by its id.";
    case ErrorKind::invalid:
      return "Correct the reference: what shares its name with others is named by its id.";
    default:
      return "Repair 1Password Connect at " + connect.connect_url +
             " first, which has a line of its own.";
  }
}

std::string step_for_reference(std::string_view reference, const OnePasswordConfig& connect,
                               const Error& error) {
  if (reference.starts_with("env:")) {
    return "Set " + std::string{reference.substr(4)} +
           " for the program, under systemd with Environment= or EnvironmentFile=.";
  }
  if (reference.starts_with("op://")) {
    return step_for_onepassword(connect, error);
  }
  if (reference.starts_with("credential:")) {
    return step_for_credential(
        std::string{reference.substr(std::string_view{"credential:"}.size())}, error);
  }
  const std::string path{reference.substr(std::string_view{"file:"}.size())};
  if (error.kind == ErrorKind::refused) {
    return "Let the user that latchkey runs as, and nobody else, read it: chown, chmod 600 " +
           path + ".";
  }
  return "Write the secret to " + path + ", readable for the user that latchkey runs as alone.";
}

}  // namespace

Check judge_secret(const std::string& reference, const Expected<secrets::FoundSecret>& found,
                   const std::optional<OnePasswordConfig>& connect) {
  if (!found) {
    return {k_secrets, reference, Status::fail, detail_of(reference, found.error()),
            step_for_reference(reference, connect.value_or(OnePasswordConfig{}), found.error())};
  }
  Check check{k_secrets, reference, Status::ok, "found"};
  if (found->item_version) {
    check.detail += ", in version " + std::to_string(*found->item_version) + " of its item";
  }
  return check;
}

Check judge_connect(const OnePasswordConfig& connect,
                    const Expected<secrets::ConnectHealth>& health) {
  const std::string logs = "Look at the logs of its two containers, connect-api and connect-sync";
  if (!health) {
    const Error& error = health.error();
    const bool in_trouble = error.kind == ErrorKind::unavailable;
    return {k_connect, connect.connect_url, Status::fail, detail_of(k_connect, error),
            in_trouble ? logs + "."
                       : step_for(error, connect.connect_url,
                                  "Let onepassword.connect_url name 1Password Connect itself: " +
                                      connect.connect_url + "/health tells its version.")};
  }
  Check check{k_connect, connect.connect_url, Status::ok, "version " + health->version};
  if (health->troubles.empty()) return check;
  check.status = Status::warn;
  for (const std::string& trouble : health->troubles) check.detail += "; " + trouble;
  check.next_step = logs + ": until they work, what is exchanged in 1Password is not seen here.";
  return check;
}

}  // namespace latchkey::doctor
