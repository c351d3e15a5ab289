#include "adapters/storage/sql_store.hpp"

#include "adapters/storage/audit_chain.hpp"
#include "adapters/storage/audit_table.hpp"
#include "adapters/storage/diagnoses_table.hpp"
#include "adapters/storage/escalations_table.hpp"
#include "adapters/storage/follow_ups_table.hpp"
#include "adapters/storage/forget_customer.hpp"
#include "adapters/storage/forgotten_in_files.hpp"
#include "adapters/storage/group_commit.hpp"
#include "adapters/storage/jobs_table.hpp"
#include "adapters/storage/migrations.hpp"
#include "adapters/storage/recorded_remedies.hpp"
#include "adapters/storage/remedy_attempts_table.hpp"
#include "adapters/storage/replicas_table.hpp"

#include <soci/soci.h>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace latchkey::storage {
namespace {

using boost::asio::awaitable;

class SqlStore final : public Store {
 public:
  SqlStore(std::unique_ptr<Database> database, Secret audit_key, StoreSharing sharing)
      : kept_(std::move(sharing.kept)),
        us_(std::move(sharing.us)),
        shared_(sharing.shared),
        audit_key_(std::move(audit_key)),
        database_(std::move(database)) {}

  awaitable<Expected<std::optional<Job>>> take(std::string dedupe_key, std::string request,
                                               TimePoint at) override {
    // Shared: the thread may still read it when nobody waits any more.
    const auto job = std::make_shared<Job>(Job{.id = job_id(dedupe_key),
                                               .received_at = at,
                                               .request = std::move(request),
                                               .ours_alone = true});
    GroupCommit::Work<std::optional<long long>> insert =
        [job, me = us_.id](soci::session& sql) -> Expected<std::optional<long long>> {
      return add_job(sql, me, job->id, job->request, job->received_at);
    };
    const auto number = co_await database_.run(std::move(insert));
    if (!number) co_return number.error();
    if (!*number) co_return std::optional<Job>{};
    job->number = **number;
    co_return std::optional<Job>{std::move(*job)};
  }

  awaitable<Expected<void>> advance(JobProgress progress) override {
    return database_.run<void>(
        [this, progress](soci::session& sql) -> Expected<void> {
          const auto advanced = set_step(sql, us_.id, progress);
          if (!advanced) return advanced.error();
          if (progress.diagnosis) save(sql, *progress.diagnosis);
          if (progress.diagnosis && *advanced) {
            const bool answered = progress.step == JobStep::answered;
            enter(sql, entry_of(*progress.diagnosis,
                                answered ? audit_action::answered : audit_action::asked));
          }
          return {};
        },
        GroupCommit::Urgency::with_others);
  }

  awaitable<Expected<std::vector<Job>>> standing_at(JobStep step, std::size_t most) override {
    using Jobs = std::vector<Job>;
    return database_.run<Jobs>([this, step, most](soci::session& sql) -> Expected<Jobs> {
      return jobs_at(sql, us_.id, step, most);
    });
  }

  awaitable<Expected<void>> record_diagnosis(DiagnosisRecord record) override {
    return database_.run<void>([this, record](soci::session& sql) -> Expected<void> {
      save(sql, record);
      enter(sql,
            entry_of(record, record.cause.empty() ? audit_action::asked : audit_action::answered));
      return {};
    });
  }

  awaitable<Expected<std::optional<DiagnosisRecord>>> find_diagnosis(std::string id) override {
    return database_.run<std::optional<DiagnosisRecord>>(
        [id](soci::session& sql) { return load(sql, id); });
  }

  awaitable<Expected<std::optional<DiagnosisRecord>>> find_same(DiagnosisRecord asked,
                                                                TimePoint since) override {
    return database_.run<std::optional<DiagnosisRecord>>(
        [asked, since](soci::session& sql) { return load_same(sql, asked, since); });
  }

  awaitable<Expected<std::optional<DiagnosisRecord>>> newest_in(std::string channel,
                                                                std::string thread) override {
    return database_.run<std::optional<DiagnosisRecord>>(
        [channel, thread](soci::session& sql) { return load_newest_in(sql, channel, thread); });
  }

  awaitable<Expected<std::vector<DiagnosisRecord>>> newest_of(std::string asked_by,
                                                              std::size_t most) override {
    return database_.run<std::vector<DiagnosisRecord>>(
        [asked_by, most](soci::session& sql) { return load_newest(sql, asked_by, most); });
  }

  awaitable<Expected<RemedyStart>> begin_remedy(RemedyAttempt attempt, MailLimits limits) override {
    return database_.run<RemedyStart>(
        [this, attempt, limits](soci::session& sql) -> Expected<RemedyStart> {
          return begin_recorded(sql, audit_key_, attempt, limits);
        });
  }

  awaitable<Expected<RemedyStart>> propose_remedy(RemedyAttempt attempt) override {
    return database_.run<RemedyStart>([this, attempt](soci::session& sql) -> Expected<RemedyStart> {
      return propose_recorded(sql, audit_key_, attempt);
    });
  }

  awaitable<Expected<void>> note_remedy(long long attempt, std::string note) override {
    return database_.run<void>(
        [attempt, note](soci::session& sql) { return set_note(sql, attempt, note); });
  }

  awaitable<Expected<void>> finish_remedy(long long attempt, RemedyOutcome outcome) override {
    return database_.run<void>([this, attempt, outcome](soci::session& sql) {
      return finish_recorded(sql, audit_key_, attempt, outcome);
    });
  }

  awaitable<Expected<void>> finish_and_follow(long long attempt, RemedyOutcome outcome,
                                              FollowUpOrder order) override {
    return database_.run<void>(
        [this, attempt, outcome, order](soci::session& sql) -> Expected<void> {
          auto finished = finish_recorded(sql, audit_key_, attempt, outcome);
          if (finished) begin_follow_up(sql, us_.id, attempt, order);
          return finished;
        });
  }

  awaitable<Expected<std::vector<FollowUp>>> open_follow_ups(std::size_t most) override {
    using Open = std::vector<FollowUp>;
    return database_.run<Open>([this, most](soci::session& sql) -> Expected<Open> {
      return follow_ups_to_look_at(sql, us_.id, most);
    });
  }

  awaitable<Expected<std::size_t>> count_follow_ups() override {
    return database_.run<std::size_t>([this](soci::session& sql) -> Expected<std::size_t> {
      return count_open_follow_ups(sql, us_.id);
    });
  }

  awaitable<Expected<void>> look_again(long long attempt, TimePoint at) override {
    return database_.run<void>(
        [attempt, at](soci::session& sql) { return set_look(sql, attempt, at); });
  }

  awaitable<Expected<void>> end_follow_up(long long attempt, MailEnding ending) override {
    return database_.run<void>([this, attempt, ending](soci::session& sql) {
      return end_recorded(sql, audit_key_, attempt, ending);
    });
  }

  awaitable<Expected<void>> close_follow_up(long long attempt) override {
    return database_.run<void>([attempt](soci::session& sql) { return set_told(sql, attempt); });
  }

  awaitable<Expected<Escalation>> begin_escalation(Escalation escalation) override {
    return database_.run<Escalation>([this, escalation](soci::session& sql) {
      return add_unless_open(sql, us_.id, escalation);
    });
  }

  awaitable<Expected<std::optional<Escalation>>> find_escalation(std::string id) override {
    return database_.run<std::optional<Escalation>>(
        [id](soci::session& sql) { return escalation_of(sql, id); });
  }

  awaitable<Expected<std::optional<Escalation>>> newest_escalation(std::string channel,
                                                                   std::string thread) override {
    return database_.run<std::optional<Escalation>>([channel, thread](soci::session& sql) {
      return newest_escalation_in(sql, channel, thread);
    });
  }

  awaitable<Expected<bool>> change_escalation(Escalation escalation) override {
    return database_.run<bool>([escalation](soci::session& sql) -> Expected<bool> {
      return replace_unless_changed(sql, escalation);
    });
  }

  awaitable<Expected<std::vector<Escalation>>> escalations_to_look_at(std::size_t most) override {
    return database_.run<std::vector<Escalation>>(
        [this, most](soci::session& sql) { return escalations_due(sql, us_.id, most); });
  }

  awaitable<Expected<std::vector<RemedyPress>>> presses(std::string diagnosis_id) override {
    using Presses = std::vector<RemedyPress>;
    return database_.run<Presses>([diagnosis_id](soci::session& sql) -> Expected<Presses> {
      auto presses = presses_under(sql, diagnosis_id);
      add_endings(sql, diagnosis_id, presses);
      return presses;
    });
  }

  awaitable<Expected<MailRoom>> mails_left(RemedyAttempt attempt, MailLimits limits) override {
    return database_.run<MailRoom>(
        [this, attempt, limits](soci::session& sql) -> Expected<MailRoom> {
          return mail_room(sql, audit_key_, attempt, limits);
        });
  }

  awaitable<Expected<void>> try_to_write() override {
    return database_.run<void>([](soci::session& sql) -> Expected<void> {
      write_version_again(sql);
      return {};
    });
  }

  awaitable<Expected<void>> forget_before(TimePoint oldest) override {
    GroupCommit::Work<void> forget = [oldest](soci::session& sql) -> Expected<void> {
      forget_in_tables(sql, oldest);
      return {};
    };
    auto forgotten = co_await database_.run<void>(std::move(forget));
    if (!forgotten) co_return forgotten;
    co_return co_await empty_change_log(database_);
  }

  awaitable<Expected<ForgottenCustomer>> forget_customer(EmailAddress customer,
                                                         std::string by) override {
    GroupCommit::Work<ForgottenCustomer> forget =
        [this, customer = std::move(customer),
         by = std::move(by)](soci::session& sql) -> Expected<ForgottenCustomer> {
      return forget_in_tables(sql, audit_key_, customer, by);
    };
    auto forgotten = co_await database_.run<ForgottenCustomer>(std::move(forget));
    if (!forgotten) co_return forgotten;
    const auto cleaned = co_await write_files_anew(database_);
    if (!cleaned) forgotten->not_cleaned = cleaned.error();
    co_return forgotten;
  }

  awaitable<Expected<void>> forget_details_before(TimePoint oldest) override {
    return database_.run<void>([oldest](soci::session& sql) -> Expected<void> {
      forget_details(sql, oldest);
      return {};
    });
  }

  awaitable<Expected<void>> append(AuditEntry entry) override {
    return database_.run<void>(
        [this, entry](soci::session& sql) -> Expected<void> {
          enter(sql, entry);
          return {};
        },
        GroupCommit::Urgency::with_others);
  }

  // In no transaction: a `run` beside it could not write for as long as the whole record is read.
  awaitable<Expected<std::vector<RecordedEntry>>> entries(AuditQuestion question) override {
    using Entries = std::vector<RecordedEntry>;
    return database_.run<Entries>(
        [question](soci::session& sql) -> Expected<Entries> { return find_entries(sql, question); },
        GroupCommit::Urgency::alone, k_whole_record);
  }

  awaitable<Expected<AuditHead>> audit_head() override {
    return database_.run<AuditHead>(
        [](soci::session& sql) -> Expected<AuditHead> { return newest_head(sql); });
  }

  awaitable<Expected<AuditVerdict>> verify(std::vector<AuditHead> known) override {
    return database_.run<AuditVerdict>(
        [this, known](soci::session& sql) -> Expected<AuditVerdict> {
          return verify_entries(sql, audit_key_, known);
        },
        GroupCommit::Urgency::alone, k_whole_record);
  }

  [[nodiscard]] std::optional<std::chrono::milliseconds> lease() const override {
    return shared_ ? std::optional{us_.lease} : std::nullopt;
  }

  awaitable<Expected<Standing>> renew() override {
    return database_.run<Standing>(
        [this](soci::session& sql) -> Expected<Standing> { return storage::renew(sql, us_); });
  }

  awaitable<Expected<void>> leave(std::chrono::milliseconds settling) override {
    return database_.run<void>([this, settling](soci::session& sql) -> Expected<void> {
      storage::leave(sql, us_, settling);
      return {};
    });
  }

  awaitable<Expected<std::chrono::milliseconds>> next_turn(
      std::string what, std::chrono::milliseconds interval) override {
    using Wait = std::chrono::milliseconds;
    return database_.run<Wait>([what, interval](soci::session& sql) -> Expected<Wait> {
      return take_turn(sql, what, interval);
    });
  }

 private:
  /// Reading a million entries takes seconds.
  static constexpr std::chrono::minutes k_whole_record{10};

  void enter(soci::session& sql, const AuditEntry& entry) const {
    append_entry(sql, audit_key_, entry);
  }

  std::shared_ptr<void> kept_;
  const Replica us_;
  const bool shared_;
  const Secret audit_key_;
  GroupCommit database_;
};

}  // namespace

std::unique_ptr<Store> make_store(std::unique_ptr<Database> database, Secret audit_key,
                                  StoreSharing sharing) {
  return std::make_unique<SqlStore>(std::move(database), std::move(audit_key), std::move(sharing));
}

}  // namespace latchkey::storage
