#include "adapters/slack/web_api_error.hpp"

#include "adapters/http/json_answer.hpp"
#include "adapters/slack/json_text.hpp"
#include "adapters/slack/shorten.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace latchkey::slack {
namespace {

using nlohmann::json;

/// Slack's words, sorted by what we do about them. `refused`: nothing more goes out until an
/// operator has acted. `not_found`, `invalid`: this piece of work ends, and whoever asked is told
/// another way. `rate_limited`, `unavailable`: it is tried again.
const std::map<std::string_view, ErrorKind>& words() {
  using enum ErrorKind;
  static const std::map<std::string_view, ErrorKind> k_words = {
      // An operator must act.
      {"invalid_auth", refused},
      {"not_authed", refused},
      {"account_inactive", refused},
      {"token_revoked", refused},
      {"token_expired", refused},
      {"not_allowed_token_type", refused},
      {"missing_scope", refused},
      {"forbidden_team", refused},
      {"user_removed_from_team", refused},
      {"team_disabled", refused},
      {"team_access_not_granted", refused},
      {"ekm_access_denied", refused},
      {"org_login_required", refused},
      {"plan_upgrade_required", refused},
      {"app_access_restricted", refused},
      {"enterprise_is_restricted", refused},
      {"metadata_must_be_sent_from_app", refused},
      // Not there, or not for us.
      {"channel_not_found", not_found},
      {"not_in_channel", not_found},
      {"is_archived", not_found},
      {"user_not_in_channel", not_found},
      {"user_not_found", not_found},
      {"users_not_found", not_found},
      {"user_not_visible", not_found},
      {"no_such_subteam", not_found},
      {"message_not_found", not_found},
      {"no_permission", not_found},
      {"access_denied", not_found},
      {"restricted_action", not_found},
      {"restricted_action_read_only_channel", not_found},
      {"restricted_action_thread_only_channel", not_found},
      {"restricted_action_thread_locked", not_found},
      {"restricted_action_non_threadable_channel", not_found},
      {"messages_tab_disabled", not_found},
      {"team_not_found", not_found},
      {"thread_not_found", not_found},
      {"not_found", not_found},
      // Wait as told.
      {"ratelimited", rate_limited},
      {"rate_limited", rate_limited},
      {"message_limit_exceeded", rate_limited},
      // Slack is in trouble.
      {"internal_error", unavailable},
      {"service_unavailable", unavailable},
      {"request_timeout", unavailable},
      {"team_added_to_org", unavailable},
      {"fatal_error", unavailable},
      {"update_failed", unavailable},
      // What we sent cannot be right, or came too late.
      {"invalid_arguments", invalid},
      {"invalid_arg_name", invalid},
      {"missing_args", invalid},
      {"invalid_blocks", invalid},
      {"invalid_blocks_format", invalid},
      {"no_text", invalid},
      {"is_inactive", invalid},
      {"msg_too_long", invalid},
      {"msg_blocks_too_long", invalid},
      {"invalid_metadata_format", invalid},
      {"invalid_metadata_schema", invalid},
      {"metadata_too_large", invalid},
      {"cannot_reply_to_message", invalid},
      {"cant_update_message", invalid},
      {"edit_window_closed", invalid},
      {"block_mismatch", invalid},
      {"expired_trigger_id", invalid},
      {"trigger_expired", invalid},
      {"exchanged_trigger_id", invalid},
      {"trigger_exchanged", invalid},
      {"invalid_trigger_id", invalid},
      {"view_too_large", invalid},
      {"hash_conflict", invalid},
      {"insecure_request", invalid},
      {"unknown_method", invalid},
  };
  return k_words;
}

/// Slack's word where it looks like one: it is shown to people.
std::string shown(const std::string& word) {
  const bool plain =
      !word.empty() && word.size() <= 64 && std::all_of(word.begin(), word.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
      });
  return plain ? word : "an error without a name";
}

/// `response_metadata.messages`: what exactly Slack disliked, for whoever repairs it.
std::string vendor_text(const json& body) {
  std::string text;
  const auto& messages = json_at(body, {"response_metadata", "messages"});
  if (!messages.is_array()) return text;
  for (const auto& message : messages) {
    if (message.is_string()) text += (text.empty() ? "" : "; ") + message.get<std::string>();
  }
  return shorten(text, 300);
}

Error error(const Call& call, ErrorKind kind, const std::string& why) {
  return {.kind = kind, .what = "Slack: " + call.method + ": " + why};
}

/// What a trouble on Slack's side means for this call.
ErrorKind after_trouble(const Call& call, ErrorKind kind) {
  return call.repeatable ? kind : ErrorKind::uncertain;
}

/// Slack asks for the scope of the kind of conversation that it was asked about. Those of direct
/// messages are none that we want, so to us these are not there.
bool is_scope_of_direct_messages(const std::string& needed) {
  return needed == "im:read" || needed == "mpim:read";
}

/// Of the words that an operator does something else about than about the rest of their kind.
ErrorReason reason_of(std::string_view word) {
  if (word == "missing_scope") return ErrorReason::missing_scope;
  if (word == "not_allowed_token_type") return ErrorReason::credential_of_another_use;
  return ErrorReason::none;
}

Error said_no(const Call& call, const json& body) {
  const auto word = text_at(body, {"error"});
  auto kind = kind_of(word);
  // Of these two Slack says that some of it may have been done.
  if (word == "fatal_error" || word == "internal_error") kind = after_trouble(call, kind);
  auto failure = error(call, kind, shown(word));
  failure.reason = reason_of(word);
  const auto needed = text_at(body, {"needed"});
  if (is_scope_of_direct_messages(needed)) failure.kind = ErrorKind::not_found;
  if (!needed.empty()) failure.what += " (the scope " + shorten(needed, 100) + ")";
  failure.vendor_text = vendor_text(body);
  return failure;
}

}  // namespace

ErrorKind kind_of(std::string_view word) {
  const auto known = words().find(word);
  return known == words().end() ? ErrorKind::misunderstood : known->second;
}

Expected<json> read_answer(const Call& call, const http::Response& response) {
  if (response.status == 429) {
    auto failure = error(call, ErrorKind::rate_limited, "too many requests (HTTP 429)");
    failure.retry_after = http::retry_after(response);
    return failure;
  }
  auto body = http::lenient_json(response);
  const bool says = body.is_object() && json_at(body, {"ok"}).is_boolean();
  if (says && !flag_at(body, {"ok"})) {
    if (!call.none.empty() && text_at(body, {"error"}) == call.none) {
      return Expected<json>{boost::system::in_place_value, json::object()};
    }
    auto failure = said_no(call, body);
    if (failure.kind == ErrorKind::rate_limited) failure.retry_after = http::retry_after(response);
    return failure;
  }
  if (says && response.status == 200) {
    return Expected<json>{boost::system::in_place_value, std::move(body)};
  }
  const auto status = "HTTP " + std::to_string(response.status);
  if (response.status >= 500 || response.status == 408) {
    return error(call, after_trouble(call, ErrorKind::unavailable), status);
  }
  auto failure = error(call, after_trouble(call, ErrorKind::misunderstood),
                       response.status == 200 ? "the answer is not what Slack promises" : status);
  failure.reason = ErrorReason::something_else_answers;
  return failure;
}

bool refuses_token(const http::Response& response) {
  static constexpr std::array<std::string_view, 5> k_words = {
      "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"};
  // Most answers are long and say no such thing: they are not read twice.
  const bool said = std::any_of(k_words.begin(), k_words.end(), [&](std::string_view word) {
    return response.body.find(word) != std::string::npos;
  });
  if (!said) return false;
  const auto word = text_at(http::lenient_json(response), {"error"});
  return std::find(k_words.begin(), k_words.end(), word) != k_words.end();
}

}  // namespace latchkey::slack
