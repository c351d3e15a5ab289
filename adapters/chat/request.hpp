#pragma once

#include "core/base/time.hpp"

#include <map>
#include <string>

namespace latchkey::chat {

/// Something that a person did, as a plain value, whatever the platform.
struct Request {
  enum class Kind {
    command,     ///< typed "/diagnose …": `text` is what follows the command
    mention,     ///< wrote to the bot: `text` is the message without the mention
    action,      ///< pressed a button: `action`, `value`, `message`
    shortcut,    ///< chose the message shortcut: `action`, `text` is the message's text
    submission,  ///< submitted a modal: `action`, `context`, `fields`
    home,        ///< opened our home page: nothing but `user`
    /// Wrote to others in a thread, mentioning user groups: `value` is their ids with a blank
    /// between, `text` the message without these mentions. Whether it concerns us, `accept` says;
    /// where it does not, nothing of it is kept.
    group_mention
  };
  Kind kind = Kind::command;
  /// What identifies the thing to the platform: the same at a redelivery.
  std::string dedupe_key;
  std::string user;
  /// The workspace of the person, which in a shared channel may be another organisation's.
  std::string user_team;
  /// The workspace that we are installed in.
  std::string team;
  std::string channel;
  /// Among a few people whom nobody else can join, as far as the platform says so with the request.
  bool direct = false;
  /// The thread it happened in; empty at the channel's top level.
  std::string thread;
  std::string text;
  std::string action;
  std::string value;
  /// The message whose button was pressed, that the shortcut was chosen on, or that mentions us.
  std::string message;
  /// Names of a modal's inputs and what was typed.
  std::map<std::string, std::string> fields;
  std::string context;
  /// Lets us open a modal, for three seconds. May be empty.
  std::string trigger;
  /// Lets us answer the person alone where we are no member. A secret. May be empty.
  std::string reply_url;
  TimePoint received;
};

/// What is said back with the acknowledgement itself: errors of a modal, by input name, that the
/// person is to correct. Empty: fine.
struct Acknowledgement {
  std::map<std::string, std::string> errors;
};

}  // namespace latchkey::chat
