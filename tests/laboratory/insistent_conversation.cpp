#include "tests/laboratory/insistent_conversation.hpp"

#include "tests/laboratory/answer_kinds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <thread>

namespace latchkey::laboratory {
namespace {

using namespace std::chrono_literals;
using scenarios::Deed;
using scenarios::SeenMessage;
using SteadyClock = std::chrono::steady_clock;

/// What was acknowledged is answered so long after it, and after the fault, at most. A press that a
/// crash interrupted is looked after for a minute, so that nobody gets a second mail.
constexpr auto k_answered_within = 90s;
/// For all attempts together.
constexpr auto k_patience = 180s;
/// A person takes a breath before doing it again.
constexpr auto k_breath = 500ms;
const std::string k_slackbot = "USLACKBOT";
const std::string k_uncertain = "⚠️";

/// What was to be seen before a deed, so that what came of it can be told.
class Before {
 public:
  explicit Before(const Chat& chat) {
    for (const auto& message : chat) words_[message.channel + message.ts] = message.words;
  }
  [[nodiscard]] bool had(const SeenMessage& message) const {
    const auto known = words_.find(message.channel + message.ts);
    return known != words_.end() && known->second == message.words;
  }

 private:
  std::map<std::string, std::string> words_;
};

/// Nothing where the button is gone: then somebody has pressed it, and what comes of that counts.
std::optional<std::size_t> perform(const Deed& deed) {
  try {
    return deed.perform();
  } catch (const scenarios::NoSuchButton&) {
    return {};
  }
}

const SeenMessage* find_fitting(const Deed& deed, const Chat& chat) {
  const auto found = std::find_if(chat.begin(), chat.end(), [&](const SeenMessage& message) {
    return deed.fits(message) && is_complete(message, chat);
  });
  return found == chat.end() ? nullptr : &*found;
}

const SeenMessage* find_answer(const Deed& deed, const Chat& chat, const Before& before,
                               bool performed) {
  const auto found = std::find_if(chat.begin(), chat.end(), [&](const SeenMessage& message) {
    if (message.author == k_slackbot) return false;
    const bool is_new = !before.had(message);
    if (message.only_for_me) return is_new;
    return (is_new || !performed) && deed.answers(message, chat);
  });
  return found == chat.end() ? nullptr : &*found;
}

}  // namespace

InsistentConversation::InsistentConversation(Laboratory& laboratory, const scenarios::Team& who,
                                             scenarios::Sandbox& page)
    : Conversation(who, page, laboratory.portal,
                   [&laboratory](int signal) {
                     const std::unique_lock alone{laboratory.presses};
                     return laboratory.bot.restart(signal);
                   }),
      laboratory_(laboratory) {}

SeenMessage InsistentConversation::carry_through(const Deed& deed) {
  std::shared_lock press{laboratory_.presses, std::defer_lock};
  if (deed.leads_to_a_mail) press.lock();
  const auto until = SteadyClock::now() + k_patience;
  trying_since_.reset();
  for (;;) {
    if (auto outcome = attempt(deed, until)) return *outcome;
    std::this_thread::sleep_for(k_breath);
  }
}

std::optional<SeenMessage> InsistentConversation::attempt(const Deed& deed, SteadyTime until) {
  const Before before{sandbox.messages(deed.user)};
  if (!trying_since_) trying_since_ = SteadyClock::now();
  const auto delivery = perform(deed);
  std::optional<SteadyTime> acknowledged_at;
  for (;;) {
    // Asked first: what it led to is seen in a chat that is read afterwards.
    const auto fate = delivery ? fate_of(*delivery) : Fate::lost;
    if (fate == Fate::acknowledged && !acknowledged_at) {
      acknowledged_at = SteadyClock::now();
      laboratory_.longest_trying.note(*acknowledged_at - *trying_since_);
      trying_since_.reset();
    }
    const Chat chat = sandbox.messages(deed.user);
    const auto* fitting = find_fitting(deed, chat);
    if (fitting != nullptr && acknowledged_at) {
      laboratory_.longest_wait.note(SteadyClock::now() - *acknowledged_at);
    }
    if (fitting != nullptr) return *fitting;
    if (const auto* answer = find_answer(deed, chat, before, delivery.has_value())) {
      if (!is_honest(*answer, chat)) {
        ADD_FAILURE() << "waiting for " << deed.awaited << ", answered: " << answer->words;
      }
      if (answer->says(k_uncertain)) ++uncertain_presses_;
      // Not to be pressed any more, whoever did it.
      const bool settled = answer->says(k_uncertain) || (!delivery && answer->says("✅"));
      if (settled) return *answer;
      return {};
    }
    const bool overdue = acknowledged_at && is_overdue(*acknowledged_at);
    if (overdue || SteadyClock::now() > until) {
      const char* what = overdue ? "acknowledged and never answered: " : "not seen: ";
      throw std::runtime_error(what + deed.awaited + "\nin the chat:\n" + quoted(chat));
    }
    if (fate == Fate::lost) return {};
    std::this_thread::sleep_for(sandbox.patience().between_looks);
  }
}

InsistentConversation::Fate InsistentConversation::fate_of(std::size_t delivery) {
  const auto entry = sandbox.get("/sandbox/deliveries?number=" + std::to_string(delivery));
  if (!entry["acknowledged_after_ms"].is_null()) return Fate::acknowledged;
  // Slack tries an event again at once, and then only after a minute.
  const int attempts = entry["type"] == "events_api" ? 2 : 1;
  return entry["missed"].get<int>() < attempts ? Fate::on_its_way : Fate::lost;
}

bool InsistentConversation::is_overdue(SteadyTime acknowledged_at) const {
  return SteadyClock::now() - acknowledged_at > k_answered_within &&
         laboratory_.calm_for() > k_answered_within;
}

void InsistentConversation::expect_mails(const std::string& to, const std::string& kind,
                                         std::size_t count) {
  const auto mails = mails_to(to);
  EXPECT_LE(mails.size(), count) << "mails to " << to;
  EXPECT_GE(mails.size() + uncertain_presses_, count) << "mails to " << to;
  for (const auto& mail : mails) EXPECT_EQ(mail.kind, kind);
}

}  // namespace latchkey::laboratory
