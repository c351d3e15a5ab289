#include "bot/programs/diagnose.hpp"

#include "bot/config/load_config.hpp"
#include "bot/config/named_references.hpp"
#include "bot/programs/system_user.hpp"
#include "bot/programs/terminal.hpp"
#include "bot/rendering/json.hpp"
#include "bot/rendering/text.hpp"
#include "bot/sessions/random_id.hpp"
#include "bot/wiring/logging.hpp"
#include "bot/wiring/open_store.hpp"
#include "bot/wiring/read_config.hpp"
#include "bot/wiring/secrets.hpp"
#include "bot/wiring/start_error.hpp"
#include "bot/wiring/upstreams.hpp"
#include "core/base/clock.hpp"
#include "core/base/time.hpp"
#include "core/diagnosis/investigation.hpp"
#include "core/diagnosis/mail_retention.hpp"

#include <CLI/CLI.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <exception>
#include <iostream>
#include <optional>
#include <utility>

namespace latchkey {
namespace {

/// How far back is asked for; not further than the mail log goes.
std::chrono::seconds since_of(const DiagnoseArguments& arguments, const Config& config) {
  const auto retention = config.mailgun.log_retention;
  if (!arguments.since) return usual_window(retention);
  const auto since = parse_duration(*arguments.since);
  if (!since || *since <= std::chrono::seconds{0} || *since > retention) {
    throw StartError(2, "--since: expected a duration like 12h, up to the " +
                            format_age(retention) + " that the mail log goes back, got \"" +
                            *arguments.since + "\"");
  }
  return *since;
}

/// The arguments as a question, or `StartError` saying which is wrong.
Question question_of(const DiagnoseArguments& arguments, const Config& config) {
  const auto email = EmailAddress::parse(arguments.email);
  if (!email) throw StartError(2, "EMAIL: expected one address like jane.doe@acme.example");
  const std::string& wanted =
      arguments.service.empty() ? config.services.front().name : arguments.service;
  const auto named =
      std::find_if(config.services.begin(), config.services.end(),
                   [&](const ServiceConfig& service) { return service.name == wanted; });
  if (named == config.services.end()) {
    std::string known;
    for (const auto& service : config.services) {
      known += (known.empty() ? "" : ", ") + service.name;
    }
    throw StartError(2, "--service: expected one of " + known + ", got \"" + wanted + "\"");
  }
  return {*email, wanted, since_of(arguments, config)};
}

boost::asio::awaitable<void> investigate_and_record(Investigation& investigation, Store& store,
                                                    const Clock& clock, Question question,
                                                    std::optional<Diagnosis>& diagnosis) {
  DiagnosisRecord record{.id = random_id(),
                         .email = question.email,
                         .service = question.service,
                         .asked_by = system_user(),
                         .asked_at = clock.now()};
  // As in the chat: no question about a customer goes without a record.
  auto recorded = co_await store.record_diagnosis(record);
  if (!recorded) throw StartError(2, recorded.error().what);
  diagnosis = co_await investigation.run(std::move(question), [](const Progress&) {});
  record.cause = to_string(diagnosis->conclusion.cause);
  recorded = co_await store.record_diagnosis(record);
  if (!recorded) std::cerr << "latchkey: not recorded: " << recorded.error().what << "\n";
}

rendering::TextOptions text_options(bool escalate) {
  const Terminal output = terminal();
  return {.colour = output.interactive,
          .emoji = output.unicode,
          .show_time = rendering::in_local_zone,
          .escalate = escalate};
}

}  // namespace

void add_arguments(CLI::App& app, DiagnoseArguments& arguments) {
  auto* program =
      app.add_subcommand("diagnose", "Say in the terminal why a customer cannot sign in");
  program->add_option("EMAIL", arguments.email, "The customer's address")->required();
  program->add_option("--config", arguments.config, "The configuration file")->required();
  program->add_option(
      "--since", arguments.since,
      "How far back the mail log is read, like 12h or 14d; 14d, or as far as the log "
      "goes, if not given");
  program->add_option("--service", arguments.service,
                      "The site to diagnose; the first one if not given");
  program->add_option("--format", arguments.format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
}

int diagnose(const DiagnoseArguments& arguments) {
  const Config config = read_config(arguments.config);
  const Question question = question_of(arguments, config);
  LogConfig quiet = config.log;
  quiet.level = "warn";  // the answer is on standard output; only trouble belongs beside it
  set_up_logging(quiet);

  boost::asio::io_context context{1};
  const SystemClock clock;
  Secrets secrets{config};
  secrets.find_all(references_without_slack(config));
  const auto store = open_store(config, storage::StoreUse::record, secrets).store;
  Upstreams upstreams{context.get_executor(), config, secrets, clock};
  Investigation investigation{upstreams.sources(), clock, config.run.upstream_deadline,
                              config.mailgun.log_retention};

  std::optional<Diagnosis> diagnosis;
  std::exception_ptr failure;
  boost::asio::co_spawn(
      context, investigate_and_record(investigation, *store, clock, question, diagnosis),
      [&](std::exception_ptr error) {
        failure = std::move(error);
        context.stop();  // a replica that still hangs must not keep the answer back
      });
  context.run();
  if (failure) std::rethrow_exception(failure);

  const bool escalate = config.oncall.has_value();
  std::cout << (arguments.format == "json" ? rendering::to_json_text(*diagnosis, escalate)
                                           : rendering::to_text(*diagnosis, text_options(escalate)))
            << std::flush;
  return diagnosis->unanswered.empty() ? 0 : 3;
}

}  // namespace latchkey
