#pragma once
#include "deploy/sandbox/http_message.hpp"
#include "deploy/sandbox/json.hpp"

#include <string>
#include <vector>

namespace latchkey::sandbox {

/// One page of a suppression list's rows, which stand by address: `limit` (100; at most 1000),
/// `term` (how an address begins), `page` (first, next, previous, last) and `address`, from which
/// next and previous go on. All four links are always there; where no row is left, `next` is the
/// same as `last`, unlike in the events API.
HttpResponse suppression_page(std::vector<Json> rows, const std::string& list, const Fields& query,
                              const std::string& url);

}  // namespace latchkey::sandbox
