#pragma once

#include "adapters/http/http_client.hpp"

#include <nlohmann/json_fwd.hpp>

namespace latchkey::portal {

/// Does an answer of a web API say that it is one page of several? By the ways that are common: a
/// `Link` header with rel="next" (RFC 8288), `X-Next-Page`, a member `next`, `next_page`,
/// `next_page_url` or `next_cursor` that is not empty, `has_more`; each also one level down, in
/// `links`, `_links`, `meta`, `paging` or `pagination`. An API that pages in a way of its own is
/// not seen through.
bool names_more_pages(const http::Response& response, const nlohmann::json& answer);

}  // namespace latchkey::portal
