#include "tests/adapters/failures/faulty_upstream.hpp"

#include "tests/doubles/full_backlog.hpp"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace latchkey::failures {
namespace {

using doubles::Certificate;
using doubles::LoopbackServer;
using doubles::Reaction;
using doubles::ReceivedRequest;
using std::chrono::milliseconds;

/// Where a fault ends with a limit of ours. A form leaves itself a second for its answer.
constexpr milliseconds k_short{300};
constexpr milliseconds k_short_with_form{1500};
/// Time for one more try, where there shall be one.
constexpr milliseconds k_enough{3000};

/// The server's thread answers, the test's thread waits for the call that asks.
class FaultyServer {
 public:
  FaultyServer(const Upstream& upstream, const Fault& fault, int good_answers)
      : upstream_(upstream),
        fault_(fault),
        good_answers_(good_answers),
        server_(
            LoopbackServer::Responder{
                [this](const ReceivedRequest& request) { return react_to(request); }},
            fault.network == Network::unknown_certificate ? Certificate::good : Certificate::none) {
    url_ = server_.url();
    if (good_answers == 0 && fault.network == Network::nobody_listens) server_.stop_listening();
    ready_ = true;
  }

  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] std::size_t requests() const { return server_.requests().size(); }
  [[nodiscard]] std::size_t perhaps_acted_on() const { return perhaps_acted_on_; }

 private:
  Reaction react_to(const ReceivedRequest& request) {
    while (!ready_) std::this_thread::yield();
    auto reaction = reaction_to(request, asked_++);
    const bool only_once = !upstream_.once.empty() && request.head.starts_with(upstream_.once);
    if (only_once && !reaction.bytes.starts_with("HTTP/1.1 429")) ++perhaps_acted_on_;
    return reaction;
  }

  Reaction reaction_to(const ReceivedRequest& request, int number) {
    if (number < good_answers_) {
      const bool last = number + 1 == good_answers_;
      if (last && fault_.network == Network::nobody_listens) server_.stop_listening();
      return upstream_.healthy(request, url_);
    }
    // Already accepted when the listening ended.
    if (fault_.network == Network::nobody_listens) return Reaction{};
    const auto faulty = static_cast<std::size_t>(number - good_answers_);
    const auto& reactions = fault_.reactions;
    if (faulty < reactions.size()) return reactions[faulty];
    return fault_.then_fine ? upstream_.healthy(request, url_) : reactions.back();
  }

  const Upstream& upstream_;
  const Fault& fault_;
  const int good_answers_;
  std::atomic<int> asked_ = 0;
  std::atomic<std::size_t> perhaps_acted_on_ = 0;
  std::atomic<bool> ready_ = false;
  std::string url_;
  LoopbackServer server_;
};

Upstream::Outcome call(const Upstream& upstream, const Fault& fault, const std::string& url,
                       bool form_is_next) {
  boost::asio::io_context context;
  http::Options options;
  // A form is bounded by its deadline alone; its page must not be late before it.
  if (fault.takes_for_ever && !form_is_next) options.phases = {k_short, k_short};
  const auto http = http::create_client(context.get_executor(), options);
  const auto deadline = !fault.takes_for_ever ? k_enough
                        : form_is_next        ? k_short_with_form
                                              : k_short;
  return upstream.ask(*http, context, url, deadline);
}

}  // namespace

Attempt ask_with_fault(const Upstream& upstream, const Fault& fault, int good_answers) {
  if (fault.network == Network::nobody_accepts) {
    const doubles::FullBacklog nobody_accepts;
    return {.outcome = call(upstream, fault, nobody_accepts.url(), false)};
  }
  if (fault.network == Network::speaks_no_tls) {
    const LoopbackServer silent{{doubles::never_answer()}};
    const auto url = "https://127.0.0.1:" + std::to_string(silent.port());
    return {.outcome = call(upstream, fault, url, false)};
  }
  const FaultyServer server{upstream, fault, good_answers};
  Attempt attempt;
  const auto asked = static_cast<std::size_t>(good_answers);
  const bool form_is_next =
      asked < upstream.questions.size() && upstream.questions[asked] == "form";
  attempt.outcome = call(upstream, fault, server.url(), form_is_next);
  attempt.requests = server.requests();
  attempt.perhaps_acted_on = server.perhaps_acted_on();
  return attempt;
}

}  // namespace latchkey::failures
