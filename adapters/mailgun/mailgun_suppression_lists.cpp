#include "adapters/http/concurrently.hpp"
#include "adapters/http/deadline.hpp"
#include "adapters/http/patient_get.hpp"
#include "adapters/mailgun/mailgun.hpp"
#include "adapters/mailgun/suppression_answer.hpp"
#include "adapters/mailgun/suppression_request.hpp"

#include <array>
#include <functional>
#include <utility>

namespace latchkey::mailgun {
namespace {

namespace asio = boost::asio;

constexpr std::array<SuppressionTable, 3> k_lists = {
    SuppressionTable::bounces, SuppressionTable::complaints, SuppressionTable::unsubscribes};

class MailgunSuppressionLists final : public SuppressionLists {
 public:
  MailgunSuppressionLists(Options options, http::Client& http)
      : options_(std::move(options)), http_(http) {}

  asio::awaitable<Expected<SuppressionsFound>> find(EmailAddress address) override {
    const http::Deadline deadline{options_.deadline};
    std::function<asio::awaitable<Expected<TableRow>>(std::size_t)> ask =
        [this, address, deadline](std::size_t index) {
          return look_up(k_lists[index], address, deadline);
        };
    auto rows =
        co_await http::concurrently<TableRow>(k_lists.size(), k_lists.size(), std::move(ask));
    if (!rows) co_return rows.error();
    SuppressionsFound found;
    for (auto& [listed, row] : *rows) {
      if (listed) found.rows.push_back(std::move(row));
    }
    const bool bounced = rows->front().listed;
    if (!bounced) co_return found;
    const auto allowed = co_await is_allowed(std::move(address), deadline);
    if (!allowed) co_return allowed.error();
    found.allowlisted = *allowed;
    co_return found;
  }

  /// A removal may be sent twice: the second one finds the row gone. What came of one that was cut
  /// off, or that failed inside Mailgun, the list itself knows.
  asio::awaitable<Expected<void>> lift(SuppressionList list, EmailAddress address) override {
    const http::Deadline deadline{options_.deadline};
    auto request = removal_request(options_, list, address);
    const auto removed = co_await remove(std::move(request), list, address, deadline);
    if (removed) co_return removed;
    const auto kind = removed.error().kind;
    if (kind != ErrorKind::uncertain && kind != ErrorKind::unavailable) co_return removed;
    const auto now_there = co_await look_up(table_of(list), address, deadline);
    if (now_there && !now_there->listed) co_return Expected<void>{};
    co_return removed;
  }

  /// An addition may be sent twice, too: the second one finds its own row.
  asio::awaitable<Expected<void>> put_back(Suppression row, EmailAddress address) override {
    const http::Deadline deadline{options_.deadline};
    auto request = addition_request(options_, row, address);
    const auto added = co_await add(std::move(request), row.list, deadline);
    if (added) co_return added;
    const auto kind = added.error().kind;
    if (kind != ErrorKind::uncertain && kind != ErrorKind::unavailable) co_return added;
    const auto now_there = co_await look_up(table_of(row.list), address, deadline);
    if (now_there && now_there->listed) co_return Expected<void>{};
    co_return added;
  }

 private:
  asio::awaitable<Expected<TableRow>> look_up(SuppressionTable table, EmailAddress address,
                                              http::Deadline deadline) {
    auto request = look_up_request(options_, table, address);
    co_return co_await row_from(std::move(request), table, std::move(address), deadline);
  }

  asio::awaitable<Expected<TableRow>> row_from(http::Request request, SuppressionTable table,
                                               EmailAddress address, http::Deadline deadline) {
    const auto response =
        co_await http::patient_get(http_, "Mailgun", std::move(request), deadline);
    if (!response) co_return response.error();
    co_return table_row(options_, table, address, *response);
  }

  /// Is the address, or its whole domain, on the allowlist? That says something of a bounce's row
  /// only, which few addresses have.
  asio::awaitable<Expected<bool>> is_allowed(EmailAddress address, http::Deadline deadline) {
    std::function<asio::awaitable<Expected<TableRow>>(std::size_t)> ask =
        [this, address, deadline](std::size_t index) {
          constexpr auto k_table = SuppressionTable::allowlist;
          auto request = index == 0 ? look_up_request(options_, k_table, address)
                                    : domain_look_up_request(options_, address);
          return row_from(std::move(request), k_table, address, deadline);
        };
    const auto entries = co_await http::concurrently<TableRow>(2, 2, std::move(ask));
    if (!entries) co_return entries.error();
    co_return entries->at(0).listed || entries->at(1).listed;
  }

  asio::awaitable<Expected<void>> remove(http::Request request, SuppressionList list,
                                         EmailAddress address, http::Deadline deadline) {
    const auto response =
        co_await http::patient_get(http_, "Mailgun", std::move(request), deadline);
    if (!response) co_return response.error();
    co_return removal_answer(options_, list, address, *response);
  }

  asio::awaitable<Expected<void>> add(http::Request request, SuppressionList list,
                                      http::Deadline deadline) {
    const auto response =
        co_await http::patient_get(http_, "Mailgun", std::move(request), deadline);
    if (!response) co_return response.error();
    co_return addition_answer(options_, list, *response);
  }

  const Options options_;
  http::Client& http_;
};

}  // namespace

std::unique_ptr<SuppressionLists> create_suppression_lists(Options options, http::Client& http) {
  return std::make_unique<MailgunSuppressionLists>(std::move(options), http);
}

}  // namespace latchkey::mailgun
