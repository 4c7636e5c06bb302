#pragma once

#include "adapters/app/register.hpp"
#include "adapters/cli/services.hpp"
#include "adapters/store/log_watch.hpp"
#include "engine/ledger/log_keys.hpp"
#include "engine/port/random.hpp"

namespace gozin::app {

/// The workflows of this program, in one catalog. A new procedure is one line here.
[[nodiscard]] Catalog const& catalog();

/// One city: its database, keys, register of people and pipeline, put together.
class City final : public cli::Deployment {
 public:
  /// Opens what `opening` names. Throws StoreFailed with a sentence when that cannot be.
  explicit City(cli::Opening const& opening);
  ~City() override;

  [[nodiscard]] Pipeline& pipeline() override;
  [[nodiscard]] EventStore& store() override;
  [[nodiscard]] LogArchive& archive() override;
  [[nodiscard]] Keys* keys() override;
  [[nodiscard]] Signer const* signer() override;
  [[nodiscard]] std::vector<std::string> flaws() override;
  [[nodiscard]] Accounts& accounts() override;
  [[nodiscard]] std::unique_ptr<cli::AccountBook> account_book() override;
  [[nodiscard]] std::vector<Fault> faults_of_people() override;
  [[nodiscard]] Directory const& directory() override;
  [[nodiscard]] std::vector<cli::PersonEntry> people() override;
  [[nodiscard]] std::optional<cli::RegisterEntry> entry_of(StoreView& store,
                                                           std::string const& national_id) override;
  [[nodiscard]] std::optional<std::string> alias_of(StreamId const& stream,
                                                    PersonId const& assessor,
                                                    NomineeId const& nominee) override;
  [[nodiscard]] std::optional<std::string> decree_text(StreamId const& stream) override;
  [[nodiscard]] Result<std::string> dossier(cli::DossierOrder const& order,
                                            Texts const& texts) override;
  [[nodiscard]] Result<std::vector<cli::Consequence>> what_if(StreamId const& stream,
                                                              std::optional<std::int64_t> last,
                                                              rules::RuleSet const& other) override;
  [[nodiscard]] std::vector<cli::AnalysisTold> analyses(StreamId const& stream,
                                                        cli::Telling const& telling) override;
  void note_access(std::string const& page) override;
  void rebuild() override;
  [[nodiscard]] bool is_changing_epoch() override;
  std::optional<Accepted> finish_epoch() override;
  [[nodiscard]] Result<std::optional<Accepted>> rotate_key() override;
  [[nodiscard]] std::string address() override;
  [[nodiscard]] std::string deployment() override;

  /// Who is in the register: of a city that is opened to serve, as soon as they are read.
  [[nodiscard]] Register& people_register();

  /// Folded streams that readers share, from any thread.
  [[nodiscard]] Snapshots& snapshots();

  /// The keys that the log names, as of a view of it or later. From any thread.
  [[nodiscard]] LogKeys keys_of_log(StoreView& store);

  /// 64 bytes under a key of the log; nothing when that one is not at hand. From any thread; throws
  /// KeysUnavailable where none is.
  [[nodiscard]] std::optional<std::string> sign_as(NoteKey const& key, std::string_view message);

  /// What tells of events that others record.
  [[nodiscard]] std::unique_ptr<LogWatch> watch();

  /// Whether the database has gone over to another version of the program, as it was read last.
  /// Asks it nothing: one that is not reached says nothing of that, and no other node could serve
  /// better.
  [[nodiscard]] bool is_outdated();

  /// Housekeeping of the database, for an idle thread, once a second. True where its journal grows
  /// so fast that it should be moved sooner.
  bool maintain();
  /// That part of it.
  bool move_journal();

  /// What an event keeps in the vault, for a reader whose right to it has been checked: values by
  /// field name. Empty when nothing is kept or its keys are gone.
  [[nodiscard]] std::map<std::string, std::string> opened(std::int64_t seq);

 private:
  void destroy_former_key(NoteKey const& newest);
  void rebuild_if_readable();
  void settle_epoch();

  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace gozin::app
