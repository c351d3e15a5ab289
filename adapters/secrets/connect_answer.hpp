#pragma once

#include "adapters/http/http_client.hpp"
#include "core/base/expected.hpp"
#include "core/base/time.hpp"

#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::secrets {

/// What an answer of 1Password Connect other than 200 means for whoever set it up.
///
///   status    kind           note
///   401       refused        token wrong, cut off or expired
///   403       refused        the token is not for this vault
///   404       not_found      of an id; a name that nothing has is an empty list
///   5xx       unavailable    not ready
///   others    as of `http::answer_error`
Error connect_error(const http::Response& response, TimePoint now);

/// How long to wait before asking again, where that may help; `failures` counts what has been tried
/// so far.
std::optional<std::chrono::milliseconds> pause_before_retry(
    const Expected<http::Response>& answer, std::size_t failures,
    const std::vector<std::chrono::milliseconds>& pauses);

/// The ids of the vaults (whose names are `key` "name") or items ("title") of this name in a list
/// of them; archived and deleted ones, which have a state, are left out. `misunderstood` where it
/// is no list.
Expected<std::vector<std::string>> ids_named(const nlohmann::json& list, const std::string& key,
                                             std::string_view name);

/// Has this the form of an id of 1Password's? Then a name may have it, too.
bool may_be_id(std::string_view name);

}  // namespace latchkey::secrets
