#pragma once

#include "adapters/chat/chat_platform.hpp"
#include "adapters/slack/identity.hpp"
#include "core/base/expected.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace latchkey::slack {

/// Who the token's owner is, as auth.test says; `misunderstood` where it names no user.
Expected<Identity> read_identity(const nlohmann::json& answer);

/// Where to connect to, as apps.connections.open says; `misunderstood` where it does not.
Expected<std::string> read_socket_url(const nlohmann::json& answer);

/// Where the message stands that chat.postMessage made; `uncertain` where it does not say.
Expected<chat::MessageRef> read_posted(const nlohmann::json& answer);

/// What conversations.info says. Shared where it is shared with another organisation or may soon
/// be; `misunderstood` where a channel does not say whether it is.
Expected<chat::Channel> read_channel(const nlohmann::json& answer);

/// What users.info says. A guest is everybody who is restricted, a stranger or of another
/// organisation; deactivated people are `not_found`, and `misunderstood` is somebody of ours of
/// whom it is not said whether they are a guest.
Expected<chat::Person> read_person(const nlohmann::json& answer, const Identity& self);

/// The id of the group with this handle (without "@") in usergroups.list, switched-off ones left
/// out.
std::optional<std::string> find_group(const nlohmann::json& answer, const std::string& handle);

/// The user ids of usergroups.users.list; `misunderstood` where there is no list.
Expected<std::vector<std::string>> read_members(const nlohmann::json& answer);

/// Our own messages with a tag, in the order of the answer, in one page of conversations.history or
/// conversations.replies. Nobody's word counts but that of auth.test for what is ours: people and
/// other apps can post metadata too. `misunderstood` where there is an answer but no list in it.
Expected<std::vector<chat::TaggedMessage>> read_tagged(const nlohmann::json& page,
                                                       const std::string& channel,
                                                       const Identity& self);

/// Where the next page begins; empty: there is none.
std::string next_cursor(const nlohmann::json& page);

}  // namespace latchkey::slack
