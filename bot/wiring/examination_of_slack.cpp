#include "bot/wiring/examination.hpp"

#include "adapters/http/concurrently.hpp"
#include "adapters/http/deadline.hpp"
#include "adapters/slack/token_probe.hpp"
#include "bot/config/slack_needs.hpp"
#include "bot/doctor/oncall_checks.hpp"
#include "bot/doctor/slack_checks.hpp"
#include "core/diagnosis/answer_within.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace latchkey {
namespace {

using doctor::Checks;

}  // namespace

void Examination::prepare_slack(const SlackConfig& slack) {
  const Secret* app = secret_to_send(slack.app_token, doctor::k_slack, "app token");
  const Secret* bot = secret_to_send(slack.bot_token, doctor::k_slack, "bot token");
  slack::Options options{.api_url = slack.api_url,
                         .app_token = app ? *app : Secret{},
                         .bot_token = bot ? *bot : Secret{},
                         .network = network_};
  if (app) {
    ask([this, options, &slack]() -> Answer {
      auto question = slack::probe_app_token(options, *http_);
      auto bounded = answer_within(std::move(question), deadline_, doctor::k_slack);
      const auto opened = co_await std::move(bounded);
      co_return only(doctor::judge_app_token(opened, slack));
    });
  }
  if (!bot) return;
  slack_ = slack::create_web_api(options, *http_, clock_);
  ask([this, options] { return ask_slack(options); });
}

/// The token first: with one that is refused, everything else would only say so once more.
Examination::Answer Examination::ask_slack(slack::Options options) {
  const http::Deadline deadline{deadline_};
  auto first = slack::probe_bot_token(std::move(options), *http_, clock_);
  auto first_bounded = answer_within(std::move(first), deadline.left(), doctor::k_slack);
  const auto token = co_await std::move(first_bounded);
  Checks checks = doctor::judge_bot_token(token, config_);
  if (!token) co_return checks;

  std::vector<Question> questions;
  for (const std::string& id : config_.slack->channels) {
    questions.emplace_back([this, id, deadline]() -> Answer {
      auto question = slack_->channel(id, chat::Freshness::now);
      auto bounded = answer_within(std::move(question), deadline.left(), doctor::k_slack);
      const auto channel = co_await std::move(bounded);
      co_return only(doctor::judge_channel(id, channel));
    });
  }
  const std::string oncall_group = config_.oncall ? config_.oncall->group : "";
  for (const std::string& handle : named_groups(config_)) {
    questions.emplace_back([this, handle, oncall_group, deadline]() -> Answer {
      auto question = slack_->group_members(handle, chat::Freshness::now);
      auto bounded = answer_within(std::move(question), deadline.left(), doctor::k_slack);
      const auto members = co_await std::move(bounded);
      co_return only(handle == oncall_group
                         ? doctor::judge_oncall_group(handle, members)
                         : doctor::judge_group(handle, key_naming(config_, handle), members));
    });
  }
  for (const std::string& id : named_users(config_)) {
    questions.emplace_back([this, id, deadline]() -> Answer {
      auto question = slack_->person(id, chat::Freshness::now);
      auto bounded = answer_within(std::move(question), deadline.left(), doctor::k_slack);
      const auto person = co_await std::move(bounded);
      co_return only(doctor::judge_person(id, key_naming(config_, id), person));
    });
  }
  // Slack's own limits space them out, so all may be asked at once.
  std::function<boost::asio::awaitable<Expected<Checks>>(std::size_t)> ask_one =
      [&questions](std::size_t index) -> boost::asio::awaitable<Expected<Checks>> {
    co_return co_await questions[index]();
  };
  const auto answers =
      co_await http::concurrently<Checks>(questions.size(), questions.size(), std::move(ask_one));
  for (const Checks& more : answers.value()) append(checks, more);
  co_return checks;
}

}  // namespace latchkey
