#include "bot/programs/doctor.hpp"

#include "bot/programs/terminal.hpp"
#include "bot/rendering/doctor_json.hpp"
#include "bot/rendering/doctor_text.hpp"
#include "bot/wiring/examination.hpp"
#include "bot/wiring/logging.hpp"
#include "bot/wiring/read_config.hpp"
#include "bot/wiring/secrets.hpp"
#include "core/base/clock.hpp"

#include <CLI/CLI.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <utility>

namespace latchkey {
namespace {

rendering::DoctorTextOptions terminal_options() {
  const Terminal output = terminal();
  return {.colour = output.interactive, .unicode = output.unicode};
}

bool anything_fails(const doctor::Checks& report) {
  return std::any_of(report.begin(), report.end(), [](const doctor::Check& check) {
    return check.status == doctor::Status::fail;
  });
}

/// Questions that were given up end here, each in its own time. A name lookup listens to nobody and
/// may take a minute: the report is printed, and nobody waits for it.
void end_what_was_given_up(boost::asio::io_context& context, int exit_code) {
  constexpr std::chrono::milliseconds k_grace{500};
  context.restart();
  context.run_for(k_grace);
  if (!context.stopped()) std::_Exit(exit_code);
}

}  // namespace

void add_arguments(CLI::App& app, DoctorArguments& arguments) {
  auto* program =
      app.add_subcommand("doctor", "Try every configured system and say what is wrong with it");
  program->add_option("--config", arguments.config, "The configuration file")->required();
  program->add_option("--format", arguments.format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
}

int examine(const DoctorArguments& arguments) {
  const Config config = read_config(arguments.config);
  LogConfig quiet = config.log;
  quiet.level = "error";  // what goes wrong is what the report is about
  set_up_logging(quiet);

  boost::asio::io_context context{1};
  const SystemClock clock;
  Secrets secrets{config};
  Examination examination{context.get_executor(), config, clock,
                          [&](const std::string& reference) { return secrets.find(reference); }};
  doctor::Checks report;
  std::exception_ptr failure;
  boost::asio::co_spawn(context, examination.run(),
                        [&](std::exception_ptr error, doctor::Checks checks) {
                          failure = std::move(error);
                          report = std::move(checks);
                          context.stop();
                        });
  context.run();
  if (failure) std::rethrow_exception(failure);

  std::cout << (arguments.format == "json" ? rendering::to_json_text(report)
                                           : rendering::to_text(report, terminal_options()))
            << std::flush;
  const int exit_code = examination.can_start() ? (anything_fails(report) ? 1 : 0) : 2;
  end_what_was_given_up(context, exit_code);
  return exit_code;
}

}  // namespace latchkey
