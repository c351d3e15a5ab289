#pragma once

#include "core/base/wipe.hpp"

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// A request's headers. One of them may carry a credential, so every value is overwritten where it
/// ends, as a `Secret` is. Such a header is added by `emplace_back`: the elements of a list in
/// braces are copied, and the first ones are beyond us.
class RequestHeaders : public Headers {
 public:
  RequestHeaders() = default;
  RequestHeaders(std::initializer_list<value_type> headers) : Headers(headers) {}
  RequestHeaders(Headers headers) : Headers(std::move(headers)) {}
  RequestHeaders(const RequestHeaders& other) = default;
  /// Takes the other's values over where they are, so that nothing of them stays there.
  RequestHeaders(RequestHeaders&& other) noexcept = default;
  RequestHeaders& operator=(RequestHeaders other) noexcept {
    swap(other);
    return *this;
  }
  ~RequestHeaders() {
    for (auto& header : *this) wipe(header.second);
  }
};

}  // namespace latchkey::http
