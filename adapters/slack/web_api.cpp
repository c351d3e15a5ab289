#include "adapters/slack/web_api.hpp"

#include "adapters/slack/json_text.hpp"
#include "adapters/slack/web_api_answer.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

#include <string>
#include <utility>

namespace latchkey::slack {

namespace {

/// Slack opens the thread beside the message where the link names it; it does so by itself only for
/// replies.
std::string with_thread(const std::string& permalink, const chat::MessageRef& root) {
  auto url = boost::urls::parse_uri(permalink);
  if (!url || url->params().contains("thread_ts")) return permalink;
  boost::urls::url link{*url};
  link.params().append({"thread_ts", root.id});
  link.params().append({"cid", root.channel});
  return std::string{link.buffer()};
}

}  // namespace

WebApi::WebApi(const Options& options, http::Client& http, const Clock& clock, Sleep sleep)
    : client_(options.api_url, options.bot_token, http, clock, sleep, options.posts_per_second,
              options.on_refused_token),
      ourselves_(client_),
      tagged_messages_(client_, ourselves_),
      posts_(client_, tagged_messages_, clock, std::move(sleep), options.shared_turn),
      edits_(client_),
      private_replies_(options.api_url, http, clock),
      channels_(clock, k_facts_kept_for,
                [this](std::string id) { return ask_channel(std::move(id)); }),
      people_(clock, k_facts_kept_for,
              [this](std::string id) { return ask_person(std::move(id)); }),
      addresses_(clock, k_facts_kept_for,
                 [this](std::string email) { return ask_address(std::move(email)); }),
      groups_(client_, clock) {}

WebApi::Answer<chat::MessageRef> WebApi::post(std::string channel, std::string thread,
                                              chat::Message message) {
  return posts_.post(std::move(channel), std::move(thread), std::move(message));
}

WebApi::Answer<void> WebApi::update(chat::MessageRef message, chat::Message content,
                                    chat::Edit weight) {
  return edits_.edit(std::move(message), std::move(content), weight);
}

WebApi::Answer<std::vector<chat::TaggedMessage>> WebApi::find_tagged(std::string channel,
                                                                     std::string thread,
                                                                     TimePoint since) {
  return tagged_messages_.find(std::move(channel), std::move(thread), since);
}

WebApi::Answer<void> WebApi::whisper(std::string channel, std::string thread, std::string user,
                                     chat::Message message) {
  auto call = post_ephemeral(channel, thread, user, message);
  co_return co_await done(std::move(call));
}

WebApi::Answer<void> WebApi::reply_privately(std::string reply_url, chat::Message message) {
  return private_replies_.send(std::move(reply_url), std::move(message));
}

WebApi::Answer<void> WebApi::open_modal(std::string trigger, chat::Modal modal) {
  auto call = open_view(trigger, modal);
  co_return co_await done(std::move(call));
}

WebApi::Answer<void> WebApi::show_home(std::string user, chat::Message content) {
  auto call = publish_view(user, content);
  co_return co_await done(std::move(call));
}

WebApi::Answer<std::string> WebApi::link_to(chat::MessageRef message) {
  auto call = get_permalink(message);
  const auto answer = co_await client_.call(std::move(call));
  if (!answer) co_return answer.error();
  co_return with_thread(text_at(*answer, {"permalink"}), message);
}

WebApi::Answer<chat::Channel> WebApi::channel(std::string id, chat::Freshness freshness) {
  return channels_.get(std::move(id), freshness);
}

WebApi::Answer<chat::Person> WebApi::person(std::string id, chat::Freshness freshness) {
  return people_.get(std::move(id), freshness);
}

WebApi::Answer<std::vector<std::string>> WebApi::group_members(std::string handle,
                                                               chat::Freshness freshness) {
  return groups_.members(std::move(handle), freshness);
}

WebApi::Answer<std::string> WebApi::group_id(std::string handle) {
  return groups_.id(std::move(handle));
}

WebApi::Answer<std::string> WebApi::person_with_address(std::string email) {
  return addresses_.get(std::move(email), chat::Freshness::recent);
}

WebApi::Answer<void> WebApi::done(Call call) {
  const auto answer = co_await client_.call(std::move(call));
  if (!answer) co_return answer.error();
  co_return Expected<void>{};
}

WebApi::Answer<chat::Channel> WebApi::ask_channel(std::string id) {
  auto call = conversations_info(id);
  const auto answer = co_await client_.call(std::move(call));
  if (!answer) co_return answer.error();
  co_return read_channel(*answer);
}

WebApi::Answer<chat::Person> WebApi::ask_person(std::string id) {
  const auto self = co_await ourselves_.identity();
  if (!self) co_return self.error();
  auto call = users_info(id);
  const auto answer = co_await client_.call(std::move(call));
  if (!answer) co_return answer.error();
  co_return read_person(*answer, *self);
}

WebApi::Answer<std::string> WebApi::ask_address(std::string email) {
  const auto self = co_await ourselves_.identity();
  if (!self) co_return self.error();
  auto call = users_lookup_by_email(email);
  const auto answer = co_await client_.call(std::move(call));
  if (!answer) co_return answer.error();
  const auto person = read_person(*answer, *self);
  if (!person) co_return person.error();
  co_return person->id;
}

std::unique_ptr<QueuedChat> create_web_api(Options options, http::Client& http,
                                           const Clock& clock) {
  return std::make_unique<WebApi>(options, http, clock);
}

}  // namespace latchkey::slack
