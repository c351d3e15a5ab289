#pragma once

#include "adapters/chat/message.hpp"
#include "adapters/chat/request.hpp"
#include "adapters/chat/tagged_message.hpp"
#include "core/base/expected.hpp"
#include "core/base/freshness.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <vector>

namespace latchkey::chat {

/// How much an edit matters where the platform allows fewer of them than we would like.
enum class Edit {
  progress,  ///< the next one says more anyway: dropped first
  lasting    ///< waits for its turn, however long that takes within reason
};

/// Of a fact about people and channels; `recent` is up to a minute old.
using latchkey::Freshness;

struct Channel {
  /// Shared with another organisation, or about to be.
  bool shared = false;
  bool archived = false;
  /// Are we in it?
  bool member = false;
  /// Between a few people, whom nobody else can join: whoever is called into it does not see it.
  bool direct = false;
};

struct Person {
  std::string id;
  std::string display_name;
  /// Restricted to some channels, or of another organisation.
  bool guest = false;
  bool other_organisation = false;
  bool bot = false;
};

/// The verbs that every chat platform has. Errors name the platform and its own word for what was
/// wrong; `not_found` is a channel, user or group that is not there or that we may not see.
class ChatPlatform {
 public:
  template <class T>
  using Answer = boost::asio::awaitable<Expected<T>>;

  virtual ~ChatPlatform() = default;

  /// Posts at the channel's top level, or into `thread` where that is not empty. `uncertain` where
  /// the message may stand there although no answer came: `find_tagged` tells.
  virtual Answer<MessageRef> post(std::string channel, std::string thread, Message message) = 0;
  virtual Answer<void> update(MessageRef message, Message content, Edit weight) = 0;
  /// Our own messages with a tag, at the channel's top level or in `thread`, posted at `since` or
  /// later; oldest first.
  virtual Answer<std::vector<TaggedMessage>> find_tagged(std::string channel, std::string thread,
                                                         TimePoint since) = 0;
  /// Shows the message to one person in the channel (and thread, where not empty). Not kept by the
  /// platform and possibly not seen: nothing that matters later may depend on it.
  virtual Answer<void> whisper(std::string channel, std::string thread, std::string user,
                               Message message) = 0;
  /// Answers the person who made the request through its `reply_url`, seen by that person alone;
  /// works where we are not a member.
  virtual Answer<void> reply_privately(std::string reply_url, Message message) = 0;
  virtual Answer<void> open_modal(std::string trigger, Modal modal) = 0;
  /// What this person sees on our home page from now on.
  virtual Answer<void> show_home(std::string user, Message content) = 0;
  /// Where a browser finds the message, with its thread open. `not_found` where it is gone.
  virtual Answer<std::string> link_to(MessageRef message) = 0;

  virtual Answer<Channel> channel(std::string id, Freshness freshness) = 0;
  virtual Answer<Person> person(std::string id, Freshness freshness) = 0;
  /// User ids of a group given by its handle ("@support-team").
  virtual Answer<std::vector<std::string>> group_members(std::string handle,
                                                         Freshness freshness) = 0;
  /// The id of that group, which a mention of it needs; it may be a minute old.
  virtual Answer<std::string> group_id(std::string handle) = 0;
  /// The id of the person with this mail address. `not_found` where nobody has it here; that answer
  /// is not kept, the others for a minute.
  virtual Answer<std::string> person_with_address(std::string email) = 0;
};

/// Takes what people do. Called by the platform's adapter on the I/O thread.
class RequestHandler {
 public:
  virtual ~RequestHandler() = default;
  /// Returns when the request may be acknowledged: it is ours now, and safe. The work itself goes
  /// on elsewhere. An error leaves it unacknowledged, so that the platform tells the person.
  virtual boost::asio::awaitable<Expected<Acknowledgement>> accept(Request request) = 0;
};

}  // namespace latchkey::chat
