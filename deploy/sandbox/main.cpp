// latchkey-sandbox: a local workspace with a web page, and simulated upstreams.
#include "deploy/sandbox/asio_scheduler.hpp"
#include "deploy/sandbox/listener.hpp"
#include "deploy/sandbox/page_files.hpp"
#include "deploy/sandbox/timestamps.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <fstream>
#include <iostream>
#include <sstream>

namespace {

namespace asio = boost::asio;
using namespace latchkey::sandbox;

constexpr int k_usage_error = 2, k_failure = 1;

struct Options {
  std::string listen = "127.0.0.1:8080", scenario, mail_delay = "3s", origin;
  int posts_per_second = 1;
};

int refuse(const std::string& line) {
  std::cerr << "latchkey-sandbox: " << line << "\n";
  return k_usage_error;
}

int serve(Scenario scenario, const asio::ip::tcp::endpoint& endpoint,
          std::chrono::milliseconds mail_delay, const Options& options) {
  asio::io_context context(1);
  AsioScheduler scheduler(context);
  Sandbox sandbox(std::move(scenario), scheduler, mail_delay);
  Listener listener(context, endpoint);
  sandbox.set_origin(options.origin.empty() ? listener.origin() : options.origin);
  sandbox.slack().rate_limits = RateLimits(options.posts_per_second);
  asio::co_spawn(context, Listener::serve(listener, sandbox), asio::detached);
  asio::signal_set signals(context, SIGINT, SIGTERM);
  signals.async_wait([&](const boost::system::error_code&, int) {
    listener.stop();
    sandbox.slack().hub.close_all(1001, "the sandbox ends");
    // Time for the close frames; nothing here is worth waiting for any longer.
    scheduler.after(std::chrono::milliseconds{200}, [&context] { context.stop(); });
  });
  std::cout << "latchkey-sandbox listening on " << listener.origin() << "/" << std::endl;
  context.run();
  return 0;
}

int start(const Options& options) {
  const auto endpoint = parse_loopback_endpoint(options.listen);
  if (!endpoint) {
    return refuse("--listen " + options.listen +
                  ": expected a loopback address and a port, such as 127.0.0.1:8080");
  }
  const auto mail_delay = parse_duration(options.mail_delay);
  if (!mail_delay)
    return refuse("--mail-delay " + options.mail_delay + ": expected a duration, such as 3s");
  if (!options.origin.empty() &&
      (!options.origin.starts_with("http://") || options.origin.ends_with("/"))) {
    return refuse("--origin " + options.origin + ": expected such as http://127.0.0.1:8080");
  }
  std::string text(embedded_file("scenario_default.json"));
  if (!options.scenario.empty()) {
    std::ifstream file(options.scenario, std::ios::binary);
    if (!file) return refuse(options.scenario + ": cannot be read");
    std::ostringstream content;
    content << file.rdbuf();
    text = content.str();
  }
  try {
    const auto now =
        std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    return serve(parse_scenario(text, now), *endpoint, *mail_delay, options);
  } catch (const ScenarioError& error) {
    return refuse((options.scenario.empty() ? "the built-in scenario" : options.scenario) + ": " +
                  error.what());
  } catch (const boost::system::system_error& error) {
    std::cerr << "latchkey-sandbox: " << options.listen << ": " << error.code().message() << "\n";
    return k_failure;
  }
}

}  // namespace

int main(int argc, char** argv) {
  spdlog::set_default_logger(spdlog::stderr_color_st("latchkey-sandbox"));
  Options options;
  CLI::App app{
      "A local workspace with a web page, and simulated upstreams: try Latchkey, or any "
      "Socket Mode bot, with no account anywhere."};
  app.add_option("--listen", options.listen, "Loopback address and port; port 0: any free one")
      ->capture_default_str();
  app.add_option("--scenario", options.scenario,
                 "What the workspace and the upstreams start with (JSON)");
  app.add_option("--mail-delay", options.mail_delay,
                 "From a portal's form to the mail's first trace in the mail log")
      ->capture_default_str();
  app.add_option("--origin", options.origin,
                 "What URLs that are handed out begin with, where clients come through a proxy");
  app.add_option("--posts-per-second", options.posts_per_second,
                 "In each channel; Slack's is 1. Above it, the other limits grow likewise")
      ->check(CLI::Range(1, 1000));
  app.set_version_flag("--version", "latchkey-sandbox " LATCHKEY_VERSION);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : k_usage_error;
  }
  return start(options);
}
