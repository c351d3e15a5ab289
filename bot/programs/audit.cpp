#include "bot/programs/audit.hpp"

#include "bot/config/named_references.hpp"
#include "bot/programs/run_to_end.hpp"
#include "bot/rendering/audit_csv.hpp"
#include "bot/rendering/audit_json.hpp"
#include "bot/rendering/audit_text.hpp"
#include "bot/sessions/kept_suppression.hpp"
#include "bot/wiring/logging.hpp"
#include "bot/wiring/open_store.hpp"
#include "bot/wiring/read_config.hpp"
#include "bot/wiring/secrets.hpp"
#include "bot/wiring/start_error.hpp"
#include "core/base/clock.hpp"
#include "core/base/time.hpp"

#include <CLI/CLI.hpp>
#include <boost/asio/io_context.hpp>

#include <iostream>
#include <utility>

namespace latchkey {
namespace {

AuditQuestion question_of(const AuditArguments& arguments) {
  AuditQuestion question;
  if (!arguments.email.empty()) {
    const auto email = EmailAddress::parse(arguments.email);
    if (!email) throw StartError(2, "--email: expected one address like jane.doe@acme.example");
    question.customer = *email;
  }
  const auto since = parse_duration(arguments.since);
  if (!since || *since <= std::chrono::seconds{0}) {
    throw StartError(
        2, "--since: expected a duration like 12h or 30d, got \"" + arguments.since + "\"");
  }
  question.since = SystemClock{}.now() - *since;
  return question;
}

std::vector<AuditHead> heads_of(const AuditArguments& arguments) {
  std::vector<AuditHead> heads;
  for (const auto& text : arguments.heads) {
    const auto head = rendering::parse_head(text);
    if (!head) {
      throw StartError(2, "--head: expected NUMBER:HASH as the log has it, got \"" + text + "\"");
    }
    heads.push_back(*head);
  }
  return heads;
}

std::string render(std::vector<RecordedEntry> entries, const std::string& format) {
  for (auto& recorded : entries) recorded.entry.words = note_words(recorded.entry.words);
  if (format == "json") return rendering::audit_json(entries);
  if (format == "csv") return rendering::audit_csv(entries);
  return rendering::audit_text(entries);
}

}  // namespace

void add_arguments(CLI::App& app, AuditArguments& arguments) {
  auto* program = app.add_subcommand("audit", "Print who asked what and who did what");
  program->add_option("--config", arguments.config, "The configuration file")->required();
  program->add_option("--email", arguments.email, "About this customer only");
  program->add_option("--since", arguments.since, "How far back")->capture_default_str();
  program->add_option("--format", arguments.format, "text, json or csv")
      ->check(CLI::IsMember({"text", "json", "csv"}))
      ->capture_default_str();
  auto* verify = program->add_flag("--verify", arguments.verify,
                                   "Say whether an entry was changed, removed or cut off");
  program
      ->add_option("--head", arguments.heads,
                   "A head that the log of latchkey run told (NUMBER:HASH), any number of times")
      ->needs(verify);
}

int audit(const AuditArguments& arguments) {
  const Config config = read_config(arguments.config);
  const auto question = question_of(arguments);
  auto heads = heads_of(arguments);
  set_up_quiet_logging(config.log);
  Secrets secrets{config};
  secrets.find_all(references_of_store(config), Secrets::Network::references);
  const auto store = open_kept_store(config, secrets);
  boost::asio::io_context context{1};
  if (arguments.verify) {
    const auto verdict = run_to_end(context, store->verify(std::move(heads)));
    if (!verdict) throw StartError(2, verdict.error().what);
    std::cout << rendering::verdict_text(*verdict) << std::flush;
    return verdict->faults.empty() ? 0 : 1;
  }
  auto entries = run_to_end(context, store->entries(question));
  if (!entries) throw StartError(2, entries.error().what);
  std::cout << render(std::move(*entries), arguments.format) << std::flush;
  return 0;
}

}  // namespace latchkey
