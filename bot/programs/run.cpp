#include "bot/programs/run.hpp"

#include "bot/config/load_config.hpp"
#include "bot/wiring/chat_service.hpp"
#include "bot/wiring/logging.hpp"
#include "bot/wiring/open_store.hpp"
#include "bot/wiring/read_config.hpp"
#include "bot/wiring/start_error.hpp"
#include "bot/wiring/upstreams.hpp"
#include "core/base/clock.hpp"

#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <exception>
#include <utility>

namespace latchkey {

void add_arguments(CLI::App& app, RunArguments& arguments) {
  auto* program = app.add_subcommand("run", "Connect to the chat and answer there until stopped");
  program->add_option("--config", arguments.config, "The configuration file")->required();
}

int run(const RunArguments& arguments) {
  const Config config = read_config(arguments.config);
  if (const auto missing = missing_for_run(config, arguments.config); !missing.empty()) {
    throw StartError(2, join_lines(missing));
  }
  set_up_logging(config.log);

  boost::asio::io_context context{1};
  const SystemClock clock;
  const auto store = open_store(config.store, storage::StoreUse::serve);
  Upstreams upstreams{context.get_executor(), config};
  ChatService service{context.get_executor(), config, upstreams, *store, clock};

  boost::asio::signal_set signals{context, SIGTERM, SIGINT};
  signals.async_wait([&](const boost::system::error_code& error, int) {
    if (error) return;
    spdlog::info("Stopping: no new work is taken, what runs has {} s",
                 config.run.shutdown_grace.count());
    service.stop();
  });

  int exit_code = 0;
  std::exception_ptr failure;
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
