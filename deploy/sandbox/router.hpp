#pragma once
#include "deploy/sandbox/faults.hpp"
#include "deploy/sandbox/http_message.hpp"

#include <functional>
#include <string>
#include <vector>

namespace latchkey::sandbox {

/// What stood in a pattern's `{}` places, percent-decoded, from left to right.
using PathParts = std::vector<std::string>;
using Handler = std::function<HttpResponse(const HttpRequest&, const PathParts&)>;

/// One row of the table of everything that the listener answers.
struct Route {
  std::string method;   ///< "*" for any
  std::string pattern;  ///< segments; `{}` takes one segment, a last `*` the rest of the path
  std::string system;   ///< whose faults apply; empty: none
  Handler handler;
};

/// Finds the row for a request and lets the faults that were asked for have their way.
class Router {
 public:
  Router(std::vector<Route> routes, Faults& faults) : routes_(std::move(routes)), faults_(faults) {}

  [[nodiscard]] HttpResponse answer(const HttpRequest& request) const;

 private:
  std::vector<Route> routes_;
  Faults& faults_;
};

}  // namespace latchkey::sandbox
