#pragma once

#include "tests/harness/portal_app.hpp"
#include "tests/scenarios/sandbox.hpp"
#include "tests/scenarios/team.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace latchkey::scenarios {

/// Something that a person does, and how they see that it worked.
struct Deed {
  std::string user;
  /// For whoever reads a failed test.
  std::string awaited;
  /// Does it, and gives its number in the log of deliveries. Throws NoSuchButton.
  std::function<std::size_t()> perform;
  std::function<bool(const SeenMessage&)> fits;
  /// An answer to it, whatever it says, as far as this chat goes. One for this person alone is
  /// always one.
  std::function<bool(const SeenMessage&, const std::vector<SeenMessage>& chat)> answers;
  /// Of a remedy's button: where a crash interrupts it, what came of it is not known for a minute.
  bool leads_to_a_mail = false;
};

/// What one team says to the bot and what comes of it.
class Conversation {
 public:
  /// Ends the bot by a signal, starts it again, and gives its exit status.
  using Restart = std::function<int(int signal)>;

  Conversation(Team who, Sandbox& page, harness::PortalApp& customers, Restart restart);
  virtual ~Conversation() = default;
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;

  const Team team;
  Sandbox& sandbox;
  harness::PortalApp& portal;

  /// "jane.doe@acme.example"
  [[nodiscard]] std::string address(const std::string& name) const;
  /// A customer with a confirmed account that was used a month ago, changed by `columns`.
  void add_customer(const std::string& email, harness::Columns columns = {});
  /// A mail and what became of it (mail_events.hpp).
  void add_mail(const std::string& domain, const std::string& email, const std::string& subject,
                const Json& events);

  /// Types the command and waits for the conclusion (a root message) that holds `words`. The same
  /// question within the hour would be answered with a pointer to this one; `options`
  /// ("since:13d", "service:GitLab.com") make it another question.
  SeenMessage diagnose(const std::string& email, const std::string& words,
                       const std::string& options = "");
  /// The same by a mention. Gives a message of the thread that was begun by the question.
  SeenMessage mention(const std::string& email, const std::string& words);
  /// Types it, and waits for an answer for this person alone.
  SeenMessage ask_alone(const std::string& user, const std::string& channel,
                        const std::string& text, const std::string& words);
  /// The message with the buttons in this thread.
  SeenMessage buttons_of(const SeenMessage& root);
  /// Presses the button in this thread, and waits for the outcome in its place.
  SeenMessage press(const SeenMessage& root, const std::string& label, const std::string& outcome);
  /// The same by this person.
  SeenMessage press_as(const std::string& user, const SeenMessage& root, const std::string& label,
                       const std::string& outcome);
  /// The same where this person alone is answered.
  SeenMessage press_alone(const std::string& user, const SeenMessage& root,
                          const std::string& label, const std::string& words);
  /// Dana and Lena press the same button, neither knowing of the other. One is named as having done
  /// it, the other told who was first.
  void press_together(const SeenMessage& root, const std::string& label);

  /// So many mails have left the portal for this customer, all of one kind.
  virtual void expect_mails(const std::string& to, const std::string& kind, std::size_t count);
  int restart_bot(int signal) { return restart_(signal); }

 protected:
  /// Does it and waits until it worked.
  virtual SeenMessage carry_through(const Deed& deed);
  [[nodiscard]] std::vector<harness::PortalMail> mails_to(const std::string& to) const;

 private:
  Deed pressing(const std::string& user, const SeenMessage& root, const std::string& label);

  Restart restart_;
  std::size_t earlier_mails_;
  /// The conclusions that were seen already, by address.
  std::map<std::string, std::string> newest_root_;
};

/// The running bar of a question, or of a press, is gone.
bool is_over(const SeenMessage& message);

}  // namespace latchkey::scenarios
