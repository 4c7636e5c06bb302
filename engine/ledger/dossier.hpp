#pragma once

#include "engine/core/result.hpp"
#include "engine/event/leaf.hpp"
#include "engine/ledger/receipt.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

namespace gozin {

/// An event that a dossier rests on, with the proof that it stands in the log. Where its entry says
/// more than the readers of the dossier may know, only its hash is given.
struct DossierEntry {
  std::uint64_t index = 0;
  std::optional<std::string> leaf = {};
  Hash leaf_hash = {};
  Proof hashes = {};
  std::vector<Opening> openings = {};  // only where the leaf is given
  friend bool operator==(DossierEntry const&, DossierEntry const&) = default;
};

/// What a log says about one matter, held to its own entries: statements that cite events, the
/// cited events with their proofs, the checkpoint these lead to, and the log's signature on it all.
///
/// A statement cites an event by an object with `seq`, beside which `type`, `recorded`, `occurred`,
/// `actor`, `role` and `behalf` say what the envelope says, `taken_over_from` its stream, and
/// `field` with `text` what the entry is opened with; or by its sequence in a list named
/// `evidence`. `log.origin`, `log.purpose` and `vkey` say what the log does. An entry that begins
/// its stream with another one's events (`takes_over`) comes with the last of these.
struct LogDossier {
  boost::json::object content = {};
  std::vector<DossierEntry> entries = {};  // by rising index
  std::string checkpoint = {};
  std::string seal = {};  // signed note; empty until it is sealed
  friend bool operator==(LogDossier const&, LogDossier const&) = default;
};

/// One line of canonical JSON: `{"checkpoint": text, "content": {…}, "entries": [{"hashes":
/// [base64], "index", "leaf": text, "openings": [{"name", "salt" (hexadecimal), "value"}]} or
/// {"hashes", "index", "leaf_hash": hexadecimal}], "format": "gozin-dossier@v1", "seal": text}`.
/// The reader takes only what the writer writes and refuses the rest as
/// `dossier_must_be_well_formed`.
[[nodiscard]] std::string to_text(LogDossier const& dossier);
[[nodiscard]] Result<LogDossier> parse_dossier(std::string_view text);

/// How the text of a dossier begins; that of no other evidence does.
inline constexpr std::string_view kDossierBeginning = R"({"checkpoint":)";

/// What a dossier says of an event whose entry it gives by its hash alone. The seal vouches for it;
/// only the whole log can confirm it.
struct UnshownStatement {
  std::uint64_t index = 0;
  boost::json::object statement = {};
};
[[nodiscard]] std::vector<UnshownStatement> unshown_statements(LogDossier const& dossier);

/// Whether a statement that cites an event says of it what its entry does.
[[nodiscard]] bool agrees(boost::json::object const& statement, Leaf const& leaf);

/// For what purpose it says that its log is kept.
[[nodiscard]] std::optional<std::string> purpose_in(LogDossier const& dossier);

/// Puts the log's signature on everything in it: a signed note of the lines `gozin-dossier@v1`, the
/// origin, and SHA-256 in base64 of the canonical JSON without `seal`. No reader can take it for a
/// checkpoint, whose second line is a number.
void seal_dossier(LogDossier& dossier, NoteKey const& key, NoteSigner const& sign);

/// The checkpoint within, when seal, proofs, openings and citations all hold. Refuses what
/// `open_checkpoint` and `verify_inclusion` refuse; `dossier_must_be_sealed` when the key has not
/// signed exactly this; `dossier_must_be_well_formed` for an entry that is no leaf of this log at
/// its index; `opening_must_fit_leaf`; and `dossier_must_agree_with_its_entries` for a statement
/// that cites an event which is not there or says otherwise. The detail is `event <seq>`.
[[nodiscard]] Result<Checkpoint> verify_dossier(LogDossier const& dossier, LogKeys const& keys);

}  // namespace gozin
