#include "bot/programs/audit.hpp"
#include "bot/programs/backup.hpp"
#include "bot/programs/diagnose.hpp"
#include "bot/programs/doctor.hpp"
#include "bot/programs/forget.hpp"
#include "bot/programs/manifest.hpp"
#include "bot/programs/run.hpp"
#include "bot/wiring/start_error.hpp"
#include "bot/wiring/unreadable_process.hpp"

#include <sysexits.h>
#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>

int main(int argc, char** argv) {
  latchkey::make_process_unreadable();
  CLI::App app{"Latchkey: why a customer cannot sign in, answered in the team's chat"};
  app.name("latchkey");
  app.set_version_flag("--version", "latchkey " LATCHKEY_VERSION);
  app.require_subcommand(1);

  latchkey::RunArguments run;
  latchkey::add_arguments(app, run);
  latchkey::DiagnoseArguments diagnose;
  latchkey::add_arguments(app, diagnose);
  latchkey::DoctorArguments doctor;
  latchkey::add_arguments(app, doctor);
  latchkey::ManifestArguments manifest;
  latchkey::add_arguments(app, manifest);
  latchkey::AuditArguments audit;
  latchkey::add_arguments(app, audit);
  latchkey::ForgetArguments forget;
  latchkey::add_arguments(app, forget);
  latchkey::BackupArguments backup;
  latchkey::add_arguments(app, backup);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // CLI11 prints what is wrong, or the help that was asked for; the contract's code is 2.
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    if (app.got_subcommand("run")) return latchkey::run(run);
    if (app.got_subcommand("doctor")) return latchkey::examine(doctor);
    if (app.got_subcommand("manifest")) return latchkey::manifest(manifest);
    if (app.got_subcommand("audit")) return latchkey::audit(audit);
    if (app.got_subcommand("forget")) return latchkey::forget(forget);
    if (app.got_subcommand("backup")) return latchkey::backup(backup);
    return latchkey::diagnose(diagnose);
  } catch (const latchkey::StartError& error) {
    std::cerr << error.what() << "\n";
    return error.exit_code();
  } catch (const std::exception& error) {
    // Not 1 or 2, after which only a person can help: this is worth another start.
    std::cerr << "latchkey: " << error.what() << "\n";
    return EX_SOFTWARE;
  }
}
