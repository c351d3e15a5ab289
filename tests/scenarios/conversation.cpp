#include "tests/scenarios/conversation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

namespace latchkey::scenarios {
namespace {

constexpr const char* k_any_row_has = "Check again";

bool has_row(const std::vector<SeenMessage>& chat, const std::string& thread) {
  return std::any_of(chat.begin(), chat.end(), [&](const SeenMessage& message) {
    return message.thread == thread && message.has_button(k_any_row_has);
  });
}

bool tells_outcome(const SeenMessage& row) {
  constexpr std::array<const char*, 4> k_marks{"✅", "❌", "⚠️", "ℹ️"};
  return std::any_of(k_marks.begin(), k_marks.end(),
                     [&](const char* mark) { return row.says(mark); });
}

}  // namespace

bool is_over(const SeenMessage& message) {
  return !message.says("▱") && !message.says("▰") && !message.says("⏳");
}

Conversation::Conversation(Team who, Sandbox& page, harness::PortalApp& customers, Restart restart)
    : team(std::move(who)),
      sandbox(page),
      portal(customers),
      restart_(std::move(restart)),
      earlier_mails_(portal.mails().size()) {}

std::string Conversation::address(const std::string& name) const {
  return name + "@" + team.domain;
}

void Conversation::add_customer(const std::string& email, harness::Columns columns) {
  harness::Columns row{{"email", email},
                       {"first_name", "Jane"},
                       {"last_name", "Doe"},
                       {"encrypted_password", "$2a$04$unusable"},
                       {"created_at", "2025-01-07 09:00:00"},
                       {"confirmed_at", "2025-01-07 09:05:00"},
                       {"current_sign_in_at", "2025-02-07 09:05:00"}};
  for (auto& [name, value] : columns) {
    const auto same = std::find_if(row.begin(), row.end(), [&wanted = name](const auto& column) {
      return column.first == wanted;
    });
    if (same != row.end()) row.erase(same);
    if (value != "NULL") row.emplace_back(name, value);
  }
  portal.add_customer(std::move(row));
}

void Conversation::add_mail(const std::string& domain, const std::string& email,
                            const std::string& subject, const Json& events) {
  sandbox.post(
      "/sandbox/mail",
      {{"domain", domain}, {"recipient", email}, {"subject", subject}, {"events", events}});
}

SeenMessage Conversation::carry_through(const Deed& deed) {
  deed.perform();
  return sandbox.wait_for(deed.user, deed.awaited, deed.fits);
}

SeenMessage Conversation::diagnose(const std::string& email, const std::string& words,
                                   const std::string& options) {
  const auto is_new = [email, newest = newest_root_[email]](const SeenMessage& message) {
    return message.thread.empty() && !message.only_for_me && message.ts > newest &&
           message.says(email) && is_over(message);
  };
  SeenMessage root = carry_through(
      {.user = team.dana,
       .awaited = "a new conclusion about " + email + " with \"" + words + "\"",
       .perform =
           [&] {
             return sandbox.type(team.dana, team.support, "/diagnose " + email + " " + options)
                 .delivery;
           },
       .fits = [&](const auto& message) { return is_new(message) && message.says(words); },
       .answers = [&](const auto& message,
                      const auto& chat) { return is_new(message) && has_row(chat, message.ts); }});
  newest_root_[email] = root.ts;
  return root;
}

SeenMessage Conversation::mention(const std::string& email, const std::string& words) {
  std::set<std::string> questions;
  const auto is_ours = [&](const SeenMessage& message) {
    return questions.contains(message.thread) && is_over(message);
  };
  return carry_through(
      {.user = team.dana,
       .awaited = "an answer about " + email + " in the thread with \"" + words + "\"",
       .perform =
           [&] {
             auto typed = sandbox.type(team.dana, team.support, "@Latchkey diagnose " + email);
             questions.insert(std::move(typed.ts));
             return typed.delivery;
           },
       .fits = [&](const auto& message) { return is_ours(message) && message.says(words); },
       .answers =
           [&](const auto& message, const auto& chat) {
             return is_ours(message) && has_row(chat, message.thread);
           }});
}

SeenMessage Conversation::ask_alone(const std::string& user, const std::string& channel,
                                    const std::string& text, const std::string& words) {
  return carry_through(
      {.user = user,
       .awaited = "an answer for " + user + " alone with \"" + words + "\"",
       .perform = [&] { return sandbox.type(user, channel, text).delivery; },
       .fits = [&](const auto& message) { return message.only_for_me && message.says(words); },
       .answers = [](const auto&, const auto&) { return false; }});
}

SeenMessage Conversation::buttons_of(const SeenMessage& root) {
  return sandbox.wait_for(team.dana, "the row of buttons", [&](const SeenMessage& message) {
    return message.thread == root.ts && message.has_button(k_any_row_has);
  });
}

Deed Conversation::pressing(const std::string& user, const SeenMessage& root,
                            const std::string& label) {
  return {.user = user,
          .awaited = {},
          .perform = [=, this] { return sandbox.press(user, buttons_of(root), label); },
          .fits = {},
          .answers =
              [thread = root.ts](const auto& message, const auto&) {
                return message.thread == thread && message.has_button(k_any_row_has) &&
                       tells_outcome(message);
              },
          .leads_to_a_mail = true};
}

SeenMessage Conversation::press(const SeenMessage& root, const std::string& label,
                                const std::string& outcome) {
  return press_as(team.dana, root, label, outcome);
}

SeenMessage Conversation::press_as(const std::string& user, const SeenMessage& root,
                                   const std::string& label, const std::string& outcome) {
  Deed deed = pressing(user, root, label);
  deed.awaited = "\"" + outcome + "\" of \"" + label + "\"";
  deed.fits = [&](const SeenMessage& message) {
    return message.thread == root.ts && message.says(outcome);
  };
  return carry_through(deed);
}

SeenMessage Conversation::press_alone(const std::string& user, const SeenMessage& root,
                                      const std::string& label, const std::string& words) {
  Deed deed = pressing(user, root, label);
  deed.awaited = "an answer for " + user + " alone with \"" + words + "\"";
  deed.fits = [&](const auto& message) { return message.only_for_me && message.says(words); };
  return carry_through(deed);
}

void Conversation::press_together(const SeenMessage& root, const std::string& label) {
  const auto row = buttons_of(root);
  const std::map<std::string, std::size_t> pressed{
      {team.dana, sandbox.press(team.dana, row, label)},
      {team.lena, sandbox.press(team.lena, row, label)}};
  for (const auto& [user, delivery] : pressed) {
    Deed deed = pressing(user, root, label);
    deed.awaited = user + " named, or told who was first";
    deed.perform = [first = std::optional{delivery}, again = deed.perform]() mutable {
      const auto already = std::exchange(first, std::nullopt);
      return already ? *already : again();
    };
    deed.fits = [&, &who = user](const SeenMessage& message) {
      const bool named = message.thread == root.ts && message.says("✅ <@" + who + ">");
      return named || (message.only_for_me && message.says("before you"));
    };
    carry_through(deed);
  }
}

std::vector<harness::PortalMail> Conversation::mails_to(const std::string& to) const {
  const auto all = portal.mails();
  std::vector<harness::PortalMail> theirs;
  std::copy_if(all.begin() + static_cast<std::ptrdiff_t>(earlier_mails_), all.end(),
               std::back_inserter(theirs), [&](const auto& mail) { return mail.to == to; });
  return theirs;
}

void Conversation::expect_mails(const std::string& to, const std::string& kind, std::size_t count) {
  const auto mails = mails_to(to);
  EXPECT_EQ(mails.size(), count) << "mails to " << to;
  for (const auto& mail : mails) EXPECT_EQ(mail.kind, kind);
}

}  // namespace latchkey::scenarios
