#include "bot/programs/run.hpp"

#include "adapters/http/as_tuple.hpp"
#include "adapters/http/http_client.hpp"
#include "adapters/slack/connection_limit.hpp"
#include "bot/config/load_config.hpp"
#include "bot/config/named_references.hpp"
#include "bot/sessions/crowd.hpp"
#include "bot/sessions/lease.hpp"
#include "bot/status/pages.hpp"
#include "bot/status/readiness.hpp"
#include "bot/status/service_manager.hpp"
#include "bot/status/store_probe.hpp"
#include "bot/wiring/chat_service.hpp"
#include "bot/wiring/logging.hpp"
#include "bot/wiring/observation.hpp"
#include "bot/wiring/open_store.hpp"
#include "bot/wiring/read_config.hpp"
#include "bot/wiring/reload.hpp"
#include "bot/wiring/secrets.hpp"
#include "bot/wiring/start_error.hpp"
#include "bot/wiring/status_listener.hpp"
#include "bot/wiring/status_pages.hpp"
#include "bot/wiring/store_renewal.hpp"
#include "bot/wiring/try_accounts.hpp"
#include "bot/wiring/upstreams.hpp"
#include "core/base/clock.hpp"
#include "core/base/time.hpp"
#include "core/ports/replicas.hpp"

#include <spdlog/spdlog.h>
#include <unistd.h>
#include <CLI/CLI.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <chrono>
#include <csignal>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace latchkey {
namespace {

/// Calls `stop` at the first SIGTERM or SIGINT. The second one ends the program as if nobody caught
/// it: what was acknowledged is in the journal.
void stop_at_a_signal(boost::asio::signal_set& signals, std::function<void()> stop) {
  signals.async_wait(
      [&signals, stop = std::move(stop)](const boost::system::error_code& cancelled, int) {
        if (cancelled) return;
        signals.clear();
        stop();
      });
}

/// 1Password Connect answers from its own copy, so that asking costs little. What is exchanged is
/// used before what it replaces is withdrawn, unless that is done sooner: then whoever refuses it
/// has it resolved at once.
constexpr std::chrono::minutes k_usual_renewal{10};

std::chrono::seconds duration_of(const char* option, const std::optional<std::string>& given,
                                 std::chrono::seconds usual) {
  if (!given) return usual;
  const auto duration = parse_duration(*given);
  if (duration && *duration > std::chrono::seconds{0}) return *duration;
  throw StartError(2,
                   std::string{option} + ": expected a duration like 30s, got \"" + *given + "\"");
}

std::chrono::seconds lease_of(const RunArguments& arguments) {
  return duration_of("--lease", arguments.lease, k_default_lease);
}

void tell_change(const Replicas::Standing& standing) {
  spdlog::info("Processes that share the store: {}; their connections to Slack: {}",
               standing.processes, standing.connections);
  const auto connections = standing.connections;
  const auto processes = standing.processes;
  if (!slack::leave_room(connections, processes)) return;  // told where it stays so
  if (slack::leave_room_in_upgrade(connections, processes)) return;
  spdlog::info(
      "An upgrade that starts one more before it ends one may take {} connections of Slack's {}; "
      "beyond them one is closed before its successor is opened",
      slack::most_open_in_upgrade(connections, processes), slack::k_connections_of_an_app);
}

void tell_crowd() {
  spdlog::warn(
      "Slack opens {} connections for an app, and each process needs one more while it "
      "replaces one: set slack.connections lower, or run fewer processes",
      slack::k_connections_of_an_app);
}

/// Calls `reload` at each SIGHUP, one after the other. A terminal that is closed sends SIGHUP, too,
/// and is none any more then: that is an end as by Ctrl-C.
boost::asio::awaitable<void> reload_at_signals(
    boost::asio::signal_set& hangups, std::function<boost::asio::awaitable<void>()> reload) {
  const bool in_terminal = isatty(STDIN_FILENO) == 1;
  for (;;) {
    const auto [cancelled, number] = co_await hangups.async_wait(http::k_as_tuple);
    if (cancelled) co_return;
    if (in_terminal && isatty(STDIN_FILENO) == 0) {
      static_cast<void>(std::raise(SIGTERM));  // fails for no signal that there is
      co_return;
    }
    co_await reload();
  }
}

/// The last word of a shutdown. A name lookup, a replica's driver or a disk may block a thread that
/// has to be waited for, and no timer of ours interrupts it.
void end_at_the_latest_in(std::chrono::seconds time) {
  struct sigaction ending {};
  ending.sa_handler = [](int) { _exit(0); };
  sigaction(SIGALRM, &ending, nullptr);
  alarm(static_cast<unsigned>(time.count()));
}

}  // namespace

void add_arguments(CLI::App& app, RunArguments& arguments) {
  auto* program = app.add_subcommand("run", "Connect to the chat and answer there until stopped");
  program->add_option("--config", arguments.config, "The configuration file")->required();
  program->add_option("--lease", arguments.lease, "How soon others take over")->group("");
  program->add_option("--renewal", arguments.renewal, "How often secrets are resolved")->group("");
}

int run(const RunArguments& arguments) {
  Config config = read_config(arguments.config);
  if (const auto missing = missing_for_run(config, arguments.config); !missing.empty()) {
    throw StartError(2, join_lines(missing));
  }
  set_up_logging(config.log);

  boost::asio::io_context context{1};
  const auto executor = context.get_executor();
  const SystemClock clock;
  Secrets secrets{config};
  secrets.find_all(named_references(config));
  const auto kept = open_store(config, storage::StoreUse::serve, secrets, lease_of(arguments));
  Observation observation{*kept.store, clock};
  Store& store = observation.store;
  Lease lease{executor, store};
  Upstreams upstreams{executor, config, secrets, clock, &lease, &observation.asked};
  // Not through the lease, which waits for the store, which waits for its password.
  const auto beside_the_lease = http::create_client(executor, upstreams.network());
  const auto read_store_url = [&] {
    return secrets.read_again(config.store.url, *beside_the_lease, config.run.upstream_deadline);
  };
  StoreRenewal store_renewal{executor, kept.address, read_store_url, clock};
  status::ServiceManager manager{executor, status::notify_variables()};
  const auto tell_ready = [&](const ChatService& serving) {
    manager.ready(status::connected_sentence(serving.connections()));
  };
  status::StoreProbe probe{executor, [&] { return store.try_to_write(); }};
  ChatService service{executor, config, secrets, upstreams,   store,
                      lease,    probe,  clock,   observation, tell_ready};
  secrets.end_of_start();
  status::Pages pages = status_pages(service, observation);
  const auto listener = open_status_listener(
      executor, config.http,
      [&](status::HttpQuestion question) { return pages.answer(std::move(question)); });
  manager.keep_alive([&] { return status::connected_sentence(service.connections()); });

  const Renew renew = [&]() -> boost::asio::awaitable<void> {
    co_await store_renewal.renew();
    co_await upstreams.renew_secrets();
    co_await service.renew_tokens();
  };
  boost::asio::signal_set hangups{context, SIGHUP};
  const auto read_again = [&]() -> boost::asio::awaitable<void> {
    manager.reloading();
    co_await reload(arguments.config, config, service, renew);
    manager.reloaded(status::connected_sentence(service.connections()));
  };
  boost::asio::signal_set signals{context, SIGTERM, SIGINT};
  stop_at_a_signal(signals, [&] {
    spdlog::info("Stopping: no new work is taken, what runs has {} s",
                 config.run.shutdown_grace.count());
    end_at_the_latest_in(config.run.shutdown_grace + std::chrono::seconds{1});
    manager.stopping();
    hangups.cancel();
    service.stop();
  });

  const auto renewal = duration_of("--renewal", arguments.renewal, k_usual_renewal);
  int exit_code = 0;
  std::exception_ptr failure;
  Crowd crowd{lease_of(arguments)};
  const Lease::Calls calls{.lost =
                               [&] {
                                 exit_code = 75;
                                 context.stop();
                               },
                           .work_is_free = [&] { service.recover(); },
                           .renewed =
                               [&](const Replicas::Standing& standing, bool changed) {
                                 if (changed) tell_change(standing);
                                 const bool too_many =
                                     !slack::leave_room(standing.connections, standing.processes);
                                 const auto now = std::chrono::steady_clock::now();
                                 if (crowd.is_to_be_told(too_many, now)) tell_crowd();
                                 service.others_stand(standing);
                               }};
  boost::asio::co_spawn(context, lease.run(calls), boost::asio::detached);
  boost::asio::co_spawn(context, reload_at_signals(hangups, read_again), boost::asio::detached);
  boost::asio::co_spawn(context, renew_secrets(renewal, renew), boost::asio::detached);
  boost::asio::co_spawn(context, try_accounts(upstreams.sources()), boost::asio::detached);
  boost::asio::co_spawn(context, service.run(), [&](std::exception_ptr error, int code) {
    failure = std::move(error);
    exit_code = code;
    context.stop();
  });
  context.run();
  if (failure) std::rethrow_exception(failure);
  return exit_code;
}

}  // namespace latchkey
