#pragma once

#include <string>
#include <string_view>

namespace latchkey::gitlab {

/// The URL of `rel="next"` in a Link header (RFC 8288), or nothing where there is none.
/// https://docs.gitlab.com/api/rest/#pagination-link-header
std::string next_link(std::string_view header);

}  // namespace latchkey::gitlab
