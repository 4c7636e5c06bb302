#pragma once

#include "engine/core/named_enum.hpp"
#include "engine/event/leaf.hpp"
#include "engine/ledger/evidence.hpp"
#include "engine/ledger/log_keys.hpp"
#include "engine/ledger/policy.hpp"
#include "engine/ledger/tree.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gozin {

/// What may be wrong with a log that is given as files. Damage is found in what lies there; a
/// contradiction is a log that is whole in itself and yet not the one that was signed.
#define GOZIN_LOG_FINDINGS(X)     \
  X(file_missing)                 \
  X(file_foreign)                 \
  X(bundle_unreadable)            \
  X(tile_differs)                 \
  X(leaf_hash_differs)            \
  X(event_unreadable)             \
  X(event_missing)                \
  X(origin_differs)               \
  X(revision_differs)             \
  X(previous_leaf_differs)        \
  X(recorded_runs_backwards)      \
  X(occurred_later_than_recorded) \
  X(log_not_opened)               \
  X(key_unknown)                  \
  X(checkpoint_unreadable)        \
  X(checkpoint_signature_wrong)   \
  X(checkpoint_size_differs)      \
  X(key_not_handed_over)          \
  X(cosignature_wrong)            \
  X(quorum_not_met)               \
  X(root_differs)                 \
  X(log_shorter_than_checkpoint)  \
  X(proof_wrong)                  \
  X(receipt_wrong)                \
  X(dossier_wrong)
GOZIN_NAMED_ENUM(LogFinding, GOZIN_LOG_FINDINGS)

/// One thing that is wrong, and where: `event 17`, `tile/0/000`, the name of a given file.
struct LogFault {
  LogFinding finding = LogFinding::file_missing;
  std::string place;
  friend bool operator==(LogFault const&, LogFault const&) = default;
};

/// An event by which a person's values were destroyed.
struct ErasureSeen {
  std::uint64_t index = 0;
  std::string person;
  friend bool operator==(ErasureSeen const&, ErasureSeen const&) = default;
};

struct LogReport {
  std::string origin;
  std::string purpose;  // live, pilot, demonstration; as the first event says
  std::string vkey;
  std::uint64_t events = 0;
  std::uint64_t streams = 0;
  std::uint64_t checkpoints = 0;   // whose signature was checked, given ones among them
  std::uint64_t files_beyond = 0;  // of a log longer than the checkpoint: not looked at
  TreeHead tree;
  std::vector<ErasureSeen> erasures;
  std::vector<LogFault> damage;
  std::vector<LogFault> contradictions;  // meaningful only without damage
};

/// What keeps a signed checkpoint from being believed under a policy: a cosignature of one of its
/// witnesses that does not verify, or too few of them. Nothing also where it is no note at all.
[[nodiscard]] std::optional<LogFinding> flaw_under(Policy const& policy, std::string_view note);

/// What is wrong with a dossier that came as `place`, and with which of its events; nothing when it
/// holds.
[[nodiscard]] std::optional<LogFault> fault_of(LogDossier const& dossier, LogKeys const& keys,
                                               std::string const& place);

/// Checks a log entry by entry, in order: bytes, hashes, sequence, the chain of each stream, time,
/// the tree against everything that was signed. Knows nothing of procedures: whether an event was
/// allowed is a matter of replay.
class LogCheck {
 public:
  LogCheck(LogKeys keys, std::size_t faults_max);

  /// The newest checkpoint of the log itself: that its root does not follow is damage.
  void head(std::string_view note, std::string const& place);
  /// An older one that the log kept: that it does not follow is a contradiction.
  void kept(std::string_view note, std::string const& place);
  /// What somebody else kept. All of these come before the first entry.
  void given(Evidence const& evidence, std::string const& place);

  /// The next entry. `expected`: its hash as the tile has it. Gives the hash of the entry.
  Hash entry(std::string_view bytes, std::optional<Hash> const& expected);
  /// After the last entry.
  void finish();

  void damage(LogFinding finding, std::string place);
  /// As many faults as are looked for.
  [[nodiscard]] bool is_full() const { return report_.damage.size() >= faults_max_; }
  [[nodiscard]] LogReport& report() { return report_; }
  [[nodiscard]] LogReport const& report() const { return report_; }

 private:
  struct Given {
    Evidence evidence;
    Checkpoint checkpoint;
    std::string place;
  };
  struct Tip {
    std::int64_t rev = -1;
    std::optional<Hash> leaf = {};
  };

  [[nodiscard]] std::optional<Checkpoint> open(std::string_view note, std::string const& place);
  void contradict(LogFinding finding, std::string place);
  void hold_to(TreeHead const& tree, std::string const& place);
  void chain(Envelope const& at, Hash const& hash);
  void first(Leaf const& leaf);
  /// What the log says of the trees and entries that somebody asks about.
  void note_down(Hash const& leaf);
  void check_given(Given const& given);
  /// What dossiers say of an entry that they do not show.
  void check_statements(std::uint64_t index, Leaf const& leaf);
  [[nodiscard]] bool follows(TreeHead const& tree) const;

  LogKeys keys_;
  HandOvers hand_overs_;
  std::size_t faults_max_;
  LogReport report_;
  Frontier frontier_;
  Instant recorded_;
  std::unordered_map<StreamId, Tip> tips_;
  std::optional<TreeHead> head_;
  std::map<std::uint64_t, Hash> signed_roots_;                // by size
  std::map<std::uint64_t, std::string> places_;               // of those, by size
  std::map<std::uint64_t, std::optional<Hash>> roots_;        // that somebody asks about
  std::map<std::uint64_t, std::optional<Hash>> leaf_hashes_;  // by index
  std::vector<Given> given_;
  struct Stated {
    boost::json::object statement;
    std::string place;  // the dossier's
  };
  std::multimap<std::uint64_t, Stated> stated_;  // by index
};

}  // namespace gozin
