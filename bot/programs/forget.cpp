#include "bot/programs/forget.hpp"

#include "adapters/http/http_client.hpp"
#include "adapters/slack/slack.hpp"
#include "bot/config/named_references.hpp"
#include "bot/programs/run_to_end.hpp"
#include "bot/programs/system_user.hpp"
#include "bot/rendering/forgotten_text.hpp"
#include "bot/wiring/logging.hpp"
#include "bot/wiring/network_options.hpp"
#include "bot/wiring/open_store.hpp"
#include "bot/wiring/read_config.hpp"
#include "bot/wiring/secrets.hpp"
#include "bot/wiring/start_error.hpp"
#include "core/base/clock.hpp"

#include <CLI/CLI.hpp>
#include <boost/asio/io_context.hpp>

#include <iostream>
#include <memory>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

/// A link for each message, in the same order; an empty one where Slack does not tell it.
boost::asio::awaitable<std::vector<std::string>> links_to(
    chat::ChatPlatform& platform, std::vector<ForgottenCustomer::Message> messages) {
  std::vector<std::string> links;
  for (const auto& message : messages) {
    chat::MessageRef root{message.channel, message.root};
    const auto link = co_await platform.link_to(std::move(root));
    links.push_back(link ? *link : "");
    // The rest would wait as long for the same answer.
    if (!link && link.error().kind != ErrorKind::not_found) break;
  }
  links.resize(messages.size());
  co_return links;
}

/// None where there is nobody to ask.
std::vector<std::string> find_links(boost::asio::io_context& context, const Config& config,
                                    Secrets& secrets,
                                    const std::vector<ForgottenCustomer::Message>& messages) {
  if (!config.slack || messages.empty()) return std::vector<std::string>(messages.size());
  const auto token = secrets.find(config.slack->bot_token);
  if (!token) return std::vector<std::string>(messages.size());
  const SystemClock clock;
  const auto network = network_options(config);
  const auto http = http::create_client(context.get_executor(), network);
  const slack::Options options{.api_url = config.slack->api_url,
                               .app_token = {},
                               .bot_token = token->secret,
                               .network = network};
  const auto platform = slack::create_web_api(options, *http, clock);
  return run_to_end(context, links_to(*platform, messages));
}

}  // namespace

void add_arguments(CLI::App& app, ForgetArguments& arguments) {
  auto* program = app.add_subcommand("forget", "Forget everything that is kept of a customer");
  program->add_option("EMAIL", arguments.email, "The customer's address")->required();
  program->add_option("--config", arguments.config, "The configuration file")->required();
}

int forget(const ForgetArguments& arguments) {
  const Config config = read_config(arguments.config);
  const auto email = EmailAddress::parse(arguments.email);
  if (!email) throw StartError(2, "EMAIL: expected one address like jane.doe@acme.example");
  LogConfig quiet = config.log;
  quiet.level = "error";  // what was done is on standard output
  set_up_logging(quiet);
  Secrets secrets{config};
  // Slack is asked for links when all is forgotten: too late to say that it cannot be.
  secrets.find_all(references_of_store(config),
                   config.slack ? Secrets::Network::everything : Secrets::Network::references);
  boost::asio::io_context context{1};
  const auto store = open_kept_store(config, secrets);
  const auto forgotten = run_to_end(context, store->forget_customer(*email, system_user()));
  if (!forgotten) throw StartError(2, forgotten.error().what);
  const auto links = find_links(context, config, secrets, forgotten->messages);
  std::cout << rendering::forgotten_text(*forgotten, links) << std::flush;
  if (!forgotten->not_cleaned) return 0;
  throw StartError(2, forgotten->not_cleaned->what + ". Ask again when it is over");
}

}  // namespace latchkey
