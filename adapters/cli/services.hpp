#pragma once

#include "engine/command/pipeline.hpp"
#include "engine/ledger/policy.hpp"
#include "engine/port/accounts.hpp"
#include "engine/port/log_archive.hpp"
#include "engine/port/texts.hpp"
#include "engine/replay/verify.hpp"
#include "engine/rules/rule_set.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

namespace gozin::cli {

/// A person as the program may list them to its operator.
struct PersonEntry {
  PersonId person;
  std::string name;
  std::vector<std::string> roles;  // granted now, and offices in bodies
};

/// What the register says of somebody, to be compared with a list from outside.
struct RegisterEntry {
  PersonId person;
  std::string name;
  std::string kind;
  std::optional<Code> unit = {};
  json::object attributes = {};  // rules::Field → value
};

/// Which dossier, how it is to be written, and for whom.
struct DossierOrder {
  StreamId stream;
  enum class Form { json, html } form = Form::html;
  Language language = Language::fa;  // of HTML; the JSON has none
  PersonId annex_for = {};           // auditor or inspectorate; empty: without the sealed annex
};

/// A thing that scores or votes come to under a rule set, and under another.
struct Consequence {
  std::int64_t seq = 0;   // of the event that established it
  std::string kind;       // a name of the workflow's
  std::string about;      // a nominee, a ballot; may be empty
  std::string name = {};  // of whom it is about, where they have one
  std::string was;
  std::string would;
};

/// In which words something is to be told.
struct Telling {
  Texts const& texts;
  Language language = Language::fa;
};

/// What accompanies one ranking of a case, for programs and for people.
struct AnalysisTold {
  boost::json::object object;  // with ids
  std::vector<std::string> lines;
};

/// Local accounts. Each change is recorded in the log first.
class AccountBook {
 public:
  virtual ~AccountBook() = default;
  /// As it is kept. Refuses what the identity and the register refuse.
  virtual Result<Account> add(Account account) = 0;
  /// `hash` of the password; ends the account's sessions.
  virtual Result<void> set_password(std::string const& login, std::string const& hash) = 0;
  virtual Result<void> close(std::string const& login) = 0;
  /// Has the log take the accounts of before it kept any for true, once; how many.
  virtual Result<std::int64_t> adopt() = 0;
};

/// One city's database, opened. What the subcommands work on; the composition root makes it.
class Deployment {
 public:
  virtual ~Deployment() = default;
  [[nodiscard]] virtual Pipeline& pipeline() = 0;
  [[nodiscard]] virtual EventStore& store() = 0;
  /// Ranges of the log in files of their own.
  [[nodiscard]] virtual LogArchive& archive() = 0;
  /// Null when the keys are not at hand: the log can still be verified.
  [[nodiscard]] virtual Keys* keys() = 0;
  /// Null likewise.
  [[nodiscard]] virtual Signer const* signer() = 0;
  /// What the database finds wrong with its own files; nothing where it cannot look.
  [[nodiscard]] virtual std::vector<std::string> flaws() = 0;
  [[nodiscard]] virtual Accounts& accounts() = 0;
  [[nodiscard]] virtual std::unique_ptr<AccountBook> account_book() = 0;
  /// What accounts and the index of national ids say otherwise than the log; nothing where the keys
  /// are not at hand. Throws as the store does where the log cannot be read.
  [[nodiscard]] virtual std::vector<Fault> faults_of_people() = 0;
  [[nodiscard]] virtual Directory const& directory() = 0;
  [[nodiscard]] virtual std::vector<PersonEntry> people() = 0;
  /// Who is registered under a national id, written in ten ASCII digits; nobody where the keys are
  /// not at hand.
  [[nodiscard]] virtual std::optional<RegisterEntry> entry_of(StoreView& store,
                                                              std::string const& national_id) = 0;
  /// Under which alias an assessor knows a nominee. For stories only: it opens what is sealed.
  [[nodiscard]] virtual std::optional<std::string> alias_of(StreamId const& stream,
                                                            PersonId const& assessor,
                                                            NomineeId const& nominee) = 0;
  /// The document of the case's decree, when there is one.
  [[nodiscard]] virtual std::optional<std::string> decree_text(StreamId const& stream) = 0;
  /// The dossier of a case, sealed by the log's key. Refuses `stream_must_exist` for what is no
  /// case, `actor_must_hold_role` for an annex, and what the proofs refuse.
  [[nodiscard]] virtual Result<std::string> dossier(DossierOrder const& order,
                                                    Texts const& texts) = 0;
  /// What a case comes to under its own rule set and under another one, up to an event; in order.
  /// Refuses `stream_must_exist` for what is no case with a rule set.
  [[nodiscard]] virtual Result<std::vector<Consequence>> what_if(StreamId const& stream,
                                                                 std::optional<std::int64_t> last,
                                                                 rules::RuleSet const& other) = 0;
  /// Of every ranking of a case, in order; none where it has no ranking, or is no case.
  [[nodiscard]] virtual std::vector<AnalysisTold> analyses(StreamId const& stream,
                                                           Telling const& telling) = 0;
  /// Puts on record that whoever works here has read values or names of people, before they are
  /// shown. Nothing where the keys are not at hand, as there is nothing to read then.
  virtual void note_access(std::string const& page) = 0;
  /// Makes the read tables again from the events.
  virtual void rebuild() = 0;
  /// Whether an erasure has left a former epoch key that is not destroyed yet.
  [[nodiscard]] virtual bool is_changing_epoch() = 0;
  /// Destroys it, once the keys of the vault were written to every place and read back; what was
  /// recorded of it, nothing where there was nothing to do. Throws std::runtime_error where a place
  /// cannot be written: then the key stays.
  virtual std::optional<Accepted> finish_epoch() = 0;
  /// Lets a fresh key sign for the log and destroys the former one, once a checkpoint that bears
  /// both is stored; what was recorded of it. What an earlier call was stopped in the middle of is
  /// gone on with, and then nothing may have to be recorded.
  [[nodiscard]] virtual Result<std::optional<Accepted>> rotate_key() = 0;
  /// Where the database is, for people, and which deployment it holds.
  [[nodiscard]] virtual std::string address() = 0;
  [[nodiscard]] virtual std::string deployment() = 0;
};

/// How a database is to be opened.
struct Opening {
  std::string url;  // empty: the configured one
  /// `to_verify`: the store, and the keys where they are at hand. No event is read, so that what is
  /// damaged is left to be found; nobody can act, and nobody is known by name.
  enum class Mode { existing, create, without_keys, to_verify } mode = Mode::existing;
  Clock* clock = nullptr;   // null: the system's
  std::string origin = {};  // of a log that is yet to be made
  /// Whoever opens it serves at once: the register is read behind that, and whoever asks for
  /// somebody before it is read waits.
  bool is_to_serve = false;
};

/// A YAML file as JSON, and where its members stand.
struct YamlFile {
  json::value value;
  std::function<int(std::string const& pointer)> line_of;  // from 1; 0: not known
};

/// A table in a text file: rows of cells, and the line on which each begins.
struct TableFile {
  struct Line {
    int line = 0;
    std::vector<std::string> cells;
  };
  Line header;
  std::vector<Line> rows;         // with as many cells as the header
  std::vector<Line> faults = {};  // with more or fewer
  Hash hash = {};                 // of the file
};

/// What was asked for can mean nothing, such as an address that is none. Ends with exit code 2.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct ServeOptions {
  std::string url;
  std::string listen;  // HOST:PORT
};

/// A witness for other logs.
struct WitnessOptions {
  std::string policy;      // the file that lists the logs
  std::string state = {};  // folder; empty: the one in the state folder
  std::string name = {};   // of the key that is made once
  std::string listen;      // HOST:PORT
};

using Progress = std::function<void(std::int64_t done, std::int64_t of)>;

/// A copy of the database in one file, without the keys of its vault; those in a file beside it.
struct BackupOrder {
  std::string url;
  std::string file;
  Progress progress = {};
};
struct BackupDone {
  std::int64_t size = 0;  // events
  std::string bundle;     // the file of the vault's keys
  std::size_t keys = 0;
};

/// A backup and a bundle of keys put together in another database.
struct RestoreOrder {
  std::string url;
  std::string file;
  std::string bundle = {};   // empty: the one beside the file
  std::string keys = {};     // folder whose keys are to be copied; empty: none is
  bool lost_events = false;  // go on without what was signed for since, under a new signing key
  Progress progress = {};
};
struct RestoreDone {
  std::int64_t size = 0;
  std::string keys_folder;  // where the keys of this database belong
  bool keys_at_hand = false;
  std::string vkey = {};  // of the signing key that begins; empty: none does
};

struct UpgradeDone {
  int from = 0;  // versions of the schema
  int to = 0;
};

/// The epoch key split among people.
struct RecoveryOrder {
  std::string url;
  std::string folder = {};  // where the files of shares go
  std::size_t needed = 3;
  std::size_t shares = 5;
  std::vector<std::string> files = {};  // of shares that are put together
};

/// What can be done to a database as a whole. Each throws StoreFailed, StoreBusy or another
/// std::runtime_error with a sentence when it cannot be.
struct Upkeep {
  std::function<BackupDone(BackupOrder const&)> back_up;
  std::function<RestoreDone(RestoreOrder const&)> restore;
  std::function<UpgradeDone(std::string const& url)> upgrade;
  /// `none`, `untested` or `tested`; empty where the keys are not at hand.
  std::function<std::string(std::string const& url)> recovery_state = {};
  /// The files of the shares.
  std::function<std::vector<std::string>(RecoveryOrder const&)> make_recovery = {};
  std::function<void(RecoveryOrder const&)> test_recovery = {};
  /// Where the key now is.
  std::function<std::string(RecoveryOrder const&)> use_recovery = {};
};

/// What a setting is and where it came from: `flag`, `environment`, `file`, `default`.
struct Setting {
  std::string name;
  std::string value;
  std::string origin;
};

/// Everything outside of the command line itself.
struct Services {
  Catalog const& catalog;
  Texts const& texts;
  std::function<std::unique_ptr<Deployment>(Opening const&)> open;
  std::function<Result<YamlFile>(std::string const& path)> read_yaml;
  std::function<Result<TableFile>(std::string const& path)> read_table = {};
  std::function<int(ServeOptions const&)> serve;
  std::function<std::vector<Setting>(std::string const& config_file)> settings;
  std::function<std::string(std::string_view password)> hash_password;
  Upkeep upkeep = {};
  std::function<int(WitnessOptions const&)> witness = {};
  /// The policy that is configured for the city's own log; nothing where none is.
  std::function<std::optional<Policy>(std::string const& config_file)> witnesses = {};
};

/// Runs the program. Exit codes: 0 done, 1 failed, 2 usage, 3 not found, 4 conflict, 5 not
/// permitted, 6 damage found, 7 contradiction found, 130 interrupted.
[[nodiscard]] int run(int argc, char const* const* argv, Services const& services);

}  // namespace gozin::cli
