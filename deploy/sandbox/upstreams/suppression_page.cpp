#include "deploy/sandbox/upstreams/suppression_page.hpp"

#include "deploy/sandbox/upstreams/suppression_lists.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <optional>

namespace latchkey::sandbox {
namespace {

// documentation.mailgun.com, "Suppressions".
constexpr std::size_t k_rows_usually = 100, k_rows_at_most = 1000;

std::optional<std::size_t> limit_of(const Fields& query) {
  const std::string text = field(query, "limit");
  if (text.empty()) return k_rows_usually;
  std::size_t limit = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
  const bool is_number = error == std::errc{} && rest == text.data() + text.size();
  if (!is_number || limit < 1 || limit > k_rows_at_most) return {};
  return limit;
}

/// The rows of one page: from `begin` to before `end`.
struct RowsOfPage {
  std::size_t begin, end;
};

/// `addresses` are in order.
RowsOfPage rows_of_page(const std::vector<std::string>& addresses, const std::string& page,
                        const std::string& pivot, std::size_t limit) {
  const auto place = [&](auto found) {
    return static_cast<std::size_t>(found - addresses.begin());
  };
  const auto up_to = [&](std::size_t end) { return RowsOfPage{end - std::min(end, limit), end}; };
  if (page == "last") return up_to(addresses.size());
  if (page == "previous")
    return up_to(place(std::lower_bound(addresses.begin(), addresses.end(), pivot)));
  const std::size_t begin =
      page == "next" ? place(std::upper_bound(addresses.begin(), addresses.end(), pivot)) : 0;
  return {begin, std::min(addresses.size(), begin + limit)};
}

}  // namespace

HttpResponse suppression_page(std::vector<Json> rows, const std::string& list, const Fields& query,
                              const std::string& url) {
  const auto limit = limit_of(query);
  if (!limit) return json_response(400, {{"message", "'limit' is a number from 1 to 1000"}});
  const std::string term = field(query, "term");
  const auto address_of = [&](const Json& row) { return text_at(row, address_key(list)); };
  std::erase_if(rows, [&](const Json& row) { return !address_of(row).starts_with(term); });
  std::sort(rows.begin(), rows.end(),
            [&](const Json& a, const Json& b) { return address_of(a) < address_of(b); });
  std::vector<std::string> addresses;
  std::transform(rows.begin(), rows.end(), std::back_inserter(addresses), address_of);

  const auto [begin, end] =
      rows_of_page(addresses, field(query, "page"), field(query, "address"), *limit);
  const auto link = [&](const std::string& place) {
    return url + "?" + place + "limit=" + std::to_string(*limit) + "&term=" + percent_encode(term);
  };
  const auto beside = [&](const std::string& page, const std::string& pivot) {
    return link("page=" + page + "&address=" + percent_encode(pivot) + "&");
  };
  const bool is_empty = begin == end;
  const std::string last = link("page=last&");
  const Json paging{{"first", link("")},
                    {"last", last},
                    {"next", is_empty ? last : beside("next", addresses[end - 1])},
                    {"previous", is_empty ? last : beside("previous", addresses[begin])}};
  Json items = Json::array();
  for (std::size_t row = begin; row < end; ++row) items.push_back(std::move(rows[row]));
  return json_response(200, {{"items", std::move(items)}, {"paging", paging}});
}

}  // namespace latchkey::sandbox
