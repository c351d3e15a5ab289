#include "deploy/sandbox/view_stacks.hpp"

#include "deploy/sandbox/random_id.hpp"

#include <algorithm>

namespace latchkey::sandbox {
namespace {

constexpr std::size_t k_stacked_views = 3;  // docs.slack.dev, "Modals"

void give_new_hash(Json& view) {
  view["hash"] = "1700000000." + random_id(8);
}

Json numbered(Json view, const std::vector<Json>& below) {
  view["id"] = "V" + random_id(10);
  give_new_hash(view);
  view["root_view_id"] = below.empty() ? view["id"] : below.front().at("id");
  view["previous_view_id"] = below.empty() ? Json(nullptr) : below.back().at("id");
  return view;
}

}  // namespace

Json ViewStacks::open(const std::string& user, Json view) {
  auto& stack = stacks_[user];
  stack.clear();
  stack.push_back(numbered(std::move(view), stack));
  return stack.back();
}

Json ViewStacks::push(const std::string& user, Json view) {
  auto& stack = stacks_[user];
  if (stack.empty() || stack.size() >= k_stacked_views) return nullptr;
  stack.push_back(numbered(std::move(view), stack));
  return stack.back();
}

ViewStacks::Found ViewStacks::find(const std::string& view_id, const std::string& external_id) {
  for (auto& [user, stack] : stacks_) {
    for (Json& view : stack) {
      const bool by_id = !view_id.empty() && text_at(view, "id") == view_id;
      const bool by_external_id =
          view_id.empty() && !external_id.empty() && text_at(view, "external_id") == external_id;
      if (by_id || by_external_id) return {user, &view};
    }
  }
  return {};
}

Json ViewStacks::replace(const Found& found, Json view) {
  for (const char* key : {"id", "root_view_id", "previous_view_id"})
    view[key] = found.view->at(key);
  give_new_hash(view);
  *found.view = std::move(view);
  return *found.view;
}

void ViewStacks::close(const std::string& user, const std::string& view_id) {
  auto& stack = stacks_[user];
  const auto found = std::find_if(stack.begin(), stack.end(),
                                  [&](const Json& view) { return text_at(view, "id") == view_id; });
  stack.erase(found, stack.end());
}

Json ViewStacks::top(const std::string& user) const {
  const auto found = stacks_.find(user);
  return found == stacks_.end() || found->second.empty() ? Json(nullptr) : found->second.back();
}

}  // namespace latchkey::sandbox
