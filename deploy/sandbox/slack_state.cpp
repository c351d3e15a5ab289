#include "deploy/sandbox/slack_state.hpp"

#include "deploy/sandbox/timestamps.hpp"

namespace latchkey::sandbox {
namespace {

Json change_event(const Workspace& workspace, const WorkspaceChange& change) {
  const std::string& channel = change.channel.about.id;
  switch (change.kind) {
    case WorkspaceChange::Kind::posted:
      return {{"type", "message"},
              {"channel", channel},
              {"message", page_message(workspace, change.message)}};
    case WorkspaceChange::Kind::changed:
      return {{"type", "message_changed"},
              {"channel", channel},
              {"message", page_message(workspace, change.message)}};
    case WorkspaceChange::Kind::deleted:
      return {{"type", "message_deleted"}, {"channel", channel}, {"ts", change.message.ts()}};
  }
  return nullptr;
}

}  // namespace

SlackState::SlackState(const Scenario& the_scenario, Scheduler& the_scheduler)
    : scenario(the_scenario),
      scheduler(the_scheduler),
      workspace(the_scenario),
      hub(the_scheduler, the_scenario.app.id) {
  for (const auto& line : scenario.messages) {
    if (Channel* channel = workspace.channel(line.channel)) {
      workspace.post(*channel, {{{"type", "message"},
                                 {"user", line.user},
                                 {"text", line.text},
                                 {"team", scenario.team.id},
                                 {"ts", slack_ts(line.at)}},
                                {}});
    }
  }
  workspace.listen([this](const WorkspaceChange& change) {
    const std::string& reader = change.message.visible_to;
    stream.publish(change_event(workspace, change), [&](const std::string& user) {
      return reader.empty() ? change.channel.has_member(user) : reader == user;
    });
  });
  hub.on_connections_changed([this](std::size_t connections) {
    stream.publish_to_all({{"type", "bot"}, {"connections", connections}});
  });
}

void SlackState::slackbot_says(const std::string& channel, const std::string& user,
                               const std::string& text) {
  Channel* where = workspace.channel(channel);
  if (where == nullptr) return;
  workspace.post(*where, {{{"type", "message"},
                           {"user", "USLACKBOT"},
                           {"text", text},
                           {"ts", workspace.next_ts(scheduler.now())}},
                          user});
}

Json page_message(const Workspace& workspace, const Message& message) {
  Json shown = message.body;
  shown.erase("metadata");
  const auto* author = workspace.user(text_at(shown, "user"));
  shown["username"] = author == nullptr ? "someone" : author->real_name;
  if (message.is_ephemeral()) shown["is_ephemeral"] = true;
  return shown;
}

}  // namespace latchkey::sandbox
